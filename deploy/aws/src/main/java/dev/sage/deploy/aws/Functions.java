package dev.sage.deploy.aws;

import static dev.sage.deploy.aws.Setting.CRITICAL_RESERVED;
import static dev.sage.deploy.aws.Setting.LEASE;
import static dev.sage.deploy.aws.Setting.LOG_DAYS;
import static dev.sage.deploy.aws.Setting.MEMORY;
import static dev.sage.deploy.aws.Setting.MINUTES;
import static dev.sage.deploy.aws.Setting.PROVISIONED;
import static dev.sage.deploy.aws.Setting.RESERVED;
import static dev.sage.deploy.aws.Setting.SECRETS_VERSION;
import static dev.sage.deploy.aws.Setting.SNAP_START;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/// The worker as functions: the usual one, and one for critical executions whose reservation the
/// usual ones cannot use up. Both are called by the alias, which always means one published
/// version.
final class Functions {
  static final String ALIAS = "live";
  static final String HANDLER = "dev.sage.lambda.FileProcessor";
  private static final int RETRIES = 2;
  private static final int OLDEST_HOURS = 6;
  private static final int LETTER_DAYS = 14;
  private static final int HIDDEN_SECONDS = 60;

  private final Construct scope;
  private final DeploySettings settings;
  private final Region region;
  private final @Nullable Network network;
  private final Secrets secrets;
  private final FunctionPackage built;
  private final Roles roles;
  private final LayerVersion layer;
  private final Queue deadLetters;

  Functions(
      Construct scope,
      DeploySettings settings,
      Region region,
      @Nullable Network network,
      Secrets secrets,
      FunctionPackage built) {
    this.scope = scope;
    this.settings = settings;
    this.region = region;
    this.network = network;
    this.secrets = secrets;
    this.built = built;
    this.roles = new Roles(scope, settings, region);
    this.layer = layer();
    this.deadLetters = queue();
    make(
        "Function",
        settings.names().function(),
        settings.number(RESERVED),
        settings.number(PROVISIONED));
    if (settings.hasCritical()) {
      make("Critical", settings.names().critical(), settings.number(CRITICAL_RESERVED), 0);
    }
  }

  private LayerVersion layer() {
    return LayerVersion.Builder.create(scope, "Libraries")
        .layerVersionName(settings.names().function() + "-libraries")
        .description("The engine and Amazon's clients")
        .code(Code.fromAsset(built.layer().toString()))
        .compatibleRuntimes(List.of(Runtime.JAVA_25))
        .compatibleArchitectures(List.of(architecture()))
        .removalPolicy(RemovalPolicy.RETAIN)
        .build();
  }

  private Architecture architecture() {
    return settings.isArm() ? Architecture.ARM_64 : Architecture.X86_64;
  }

  /// Lambda puts what it has given up here; the server looks.
  private Queue queue() {
    return Queue.Builder.create(scope, "DeadLetters")
        .queueName(settings.names().deadLetters())
        .encryption(QueueEncryption.SQS_MANAGED)
        .enforceSsl(true)
        .retentionPeriod(Duration.days(LETTER_DAYS))
        .visibilityTimeout(Duration.seconds(HIDDEN_SECONDS))
        .build();
  }

  IQueue deadLetters() {
    return deadLetters;
  }

  private void make(String id, String name, int reserved, int provisioned) {
    Role role = roles.function(id + "Role", name, secrets.arns(), network != null);
    Function.Builder builder =
        Function.Builder.create(scope, id)
            .functionName(name)
            .description("SAGE: does one execution, or a part of one")
            .runtime(Runtime.JAVA_25)
            .architecture(architecture())
            .handler(HANDLER)
            .code(Code.fromAsset(built.code().toString()))
            .layers(List.of(layer))
            .memorySize(settings.number(MEMORY))
            .timeout(Duration.minutes(settings.number(MINUTES)))
            .ephemeralStorageSize(Size.mebibytes(settings.disk()))
            .reservedConcurrentExecutions(reserved)
            .environment(variables())
            .role(role)
            .logGroup(log(id, name))
            .deadLetterQueue(deadLetters)
            .currentVersionOptions(
                VersionOptions.builder().removalPolicy(RemovalPolicy.RETAIN).build());
    if (network != null) {
      builder
          .vpc(network.vpc())
          .vpcSubnets(network.subnets())
          .securityGroups(List.of(network.functions()));
    }
    if (settings.is(SNAP_START)) {
      builder.snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS);
    }
    alias(id, builder.build(), provisioned);
  }

  private LogGroup log(String id, String function) {
    return LogGroup.Builder.create(scope, id + "Log")
        .logGroupName(settings.names().functionLog(function))
        .retention(retention(settings))
        .removalPolicy(RemovalPolicy.DESTROY)
        .build();
  }

  static RetentionDays retention(DeploySettings settings) {
    int days = settings.number(LOG_DAYS);
    return Arrays.stream(RetentionDays.values())
        .filter(one -> days(one) == days)
        .findFirst()
        .orElseThrow();
  }

  private static int days(RetentionDays retention) {
    return switch (retention) {
      case ONE_DAY -> 1;
      case THREE_DAYS -> 3;
      case FIVE_DAYS -> 5;
      case ONE_WEEK -> 7;
      case TWO_WEEKS -> 14;
      case ONE_MONTH -> 30;
      case TWO_MONTHS -> 60;
      case THREE_MONTHS -> 90;
      case FOUR_MONTHS -> 120;
      case FIVE_MONTHS -> 150;
      case SIX_MONTHS -> 180;
      case ONE_YEAR -> 365;
      case THIRTEEN_MONTHS -> 400;
      case EIGHTEEN_MONTHS -> 545;
      case TWO_YEARS -> 731;
      default -> -1;
    };
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new TreeMap<>(secrets.variables());
    variables.put("AWS_LAMBDA_EXEC_WRAPPER", "/var/task/bootstrap");
    variables.put("SAGE_S3_BUCKET", settings.names().bucket(region.name()));
    variables.put("SAGE_S3_PREFIX", settings.text(Setting.BUCKET_PREFIX));
    variables.put("SAGE_LOCK_TABLE", settings.names().locks());
    variables.put("SAGE_LEASE", settings.text(LEASE) + "s");
    settings.given(Setting.PRICE).ifPresent(price -> variables.put("SAGE_PRICE_GB_SECOND", price));
    if (!secrets.arns().isEmpty()) {
      variables.put("SECRETS_VERSION", settings.text(SECRETS_VERSION));
    }
    return variables;
  }

  /// Retries and the age of events are the alias's: it is what is invoked.
  private void alias(String id, Function function, int provisioned) {
    Alias.Builder builder =
        Alias.Builder.create(scope, id + "Live")
            .aliasName(ALIAS)
            .version(function.getCurrentVersion())
            .retryAttempts(RETRIES)
            .maxEventAge(Duration.hours(OLDEST_HOURS));
    if (provisioned > 0) {
      builder.provisionedConcurrentExecutions(provisioned);
    }
    builder.build();
  }
}
