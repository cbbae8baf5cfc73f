package dev.sage.deploy.aws;

import static dev.sage.deploy.aws.Setting.REGION;
import static dev.sage.deploy.aws.Setting.SECOND_REGION;
import static dev.sage.deploy.aws.Setting.TRAIL;

import java.util.Optional;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// All that stands in one region. Without an account: that is whoever deploys.
final class SageStack extends Stack {
  private final DeploySettings settings;
  private final Region region;

  private SageStack(
      Construct scope, DeploySettings settings, Region region, FunctionPackage built) {
    super(scope, settings.names().stack(region.name()), props(settings, region));
    this.settings = settings;
    this.region = region;
    fill(built);
  }

  private static StackProps props(DeploySettings settings, Region region) {
    return StackProps.builder()
        .env(Environment.builder().region(region.name()).build())
        .description(
            "SAGE" + (region.isFirst() ? "" : ", for the day when the first region is away"))
        .terminationProtection(settings.is(Setting.KEEP_DATA))
        .build();
  }

  /// The stacks of a deployment. The second region's goes first: the bucket there must stand before
  /// the first region's copies into it.
  ///
  /// @return that of the first region
  static SageStack all(Construct scope, DeploySettings settings, FunctionPackage built) {
    String first = settings.text(REGION);
    Optional<String> second = settings.given(SECOND_REGION);
    SageStack stack = new SageStack(scope, settings, new Region(first, true, second), built);
    second.ifPresent(name ->
        stack.addStackDependency(
            new SageStack(scope, settings, new Region(name, false, Optional.of(first)), built)));
    return stack;
  }

  private void fill(FunctionPackage built) {
    new Storage(this, settings, region);
    if (region.isFirst()) {
      Locks.make(this, settings, region);
    }
    Optional<Network> network = Network.of(this, settings);
    Optional<Database> database =
        region.isFirst() ? Database.of(this, settings, network) : Optional.empty();
    Secrets secrets = new Secrets(this, settings, region, database);
    Functions functions =
        new Functions(this, settings, region, network.orElse(null), secrets, built);
    Alarms alarms = new Alarms(this, settings, region, functions.deadLetters());
    Overview.make(this, settings, region, functions.deadLetters());
    if (region.isFirst()) {
      Budget.make(this, settings, alarms.topicArn());
    }
    if (settings.is(TRAIL)) {
      Trail.make(this, settings, region);
    }
    server();
    database.ifPresent(made -> output("DatabaseHost", made.host()));
    Tags.of(this).add(Budget.TAG, settings.names().prefix());
  }

  /// What the server needs, and what it is told.
  private void server() {
    LogGroup.Builder.create(this, "ServerLog")
        .logGroupName(settings.names().serverLog())
        .retention(Functions.retention(settings))
        .removalPolicy(RemovalPolicy.DESTROY)
        .build();
    Role daemon = new Roles(this, settings, region).daemon();
    Names names = settings.names();
    output("DaemonRole", daemon.getRoleArn());
    output(
        "StoreUrl",
        "s3://%s/%s?region=%s"
            .formatted(
                names.bucket(region.name()), settings.text(Setting.BUCKET_PREFIX), region.name()));
    output("LocksUrl", "dynamodb://%s?region=%s".formatted(names.locks(), region.name()));
    output("FunctionUrl", launcher(names));
  }

  private String launcher(Names names) {
    String critical =
        settings.hasCritical()
            ? "&critical=%s:%s".formatted(names.critical(), Functions.ALIAS)
            : "";
    String queue =
        "https%%3A%%2F%%2Fsqs.%s.%s%%2F%s%%2F%s"
            .formatted(region.name(), Aws.URL_SUFFIX, Aws.ACCOUNT_ID, names.deadLetters());
    return "lambda://%s:%s?region=%s%s&dead_letters=%s"
        .formatted(names.function(), Functions.ALIAS, region.name(), critical, queue);
  }

  private void output(String name, String value) {
    CfnOutput.Builder.create(this, name).value(value).build();
  }
}
