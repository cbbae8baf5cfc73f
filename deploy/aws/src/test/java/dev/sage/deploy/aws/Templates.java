package dev.sage.deploy.aws;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;

/// Templates of some deployments, made once: starting the CDK takes longer than all the rest.
final class Templates {
  /// Nothing said but where.
  static final String USUAL = "usual";

  /// Everything that can be had.
  static final String LARGE = "large";

  /// Inside somebody's network, with somebody's database.
  static final String GIVEN = "given";

  /// With a database of its own, reached without a proxy.
  static final String DIRECT = "direct";

  static final Map<String, String> SETTINGS =
      Map.of(
          USUAL,
          "name = usual\nregion = eu-west-1",
          LARGE,
          """
          name = large
          region = eu-west-1
          second_region = eu-central-1
          architecture = arm64
          function.provisioned = 5
          network = new
          network.destinations = 10.1.0.0/16:5432,10.2.0.0/16:6432
          database = aurora
          destinations = dwh,lake
          alarms.email = on-call@example.org
          """,
          GIVEN,
          """
          name = given
          region = us-east-1
          function.snap_start = true
          function.reserved = 20
          critical.reserved = 0
          bucket.days = 7
          bucket.kms_key = arn:aws:kms:us-east-1:111122223333:key/0198c0de-0000-7000-8000-000000000001
          network = given
          network.vpc = vpc-0123456789abcdef0
          network.zones = us-east-1a,us-east-1b
          network.subnets = subnet-01234567,subnet-89abcdef
          network.route_tables = rtb-01234567,rtb-89abcdef
          network.endpoints = false
          database = given
          database.host = db.example.org
          database.secret = arn:aws:secretsmanager:us-east-1:111122223333:secret:metadata-AbCdEf
          database.security_group = sg-0123456789abcdef0
          trail = false
          daemons = ecs-tasks.amazonaws.com,arn:aws:iam::111122223333:role/operators
          keep_data = false
          """,
          DIRECT,
          """
          name = direct
          region = eu-west-1
          network = new
          database = rds
          database.proxy = false
          database.authorities = rds.pem
          """);

  private static final Templates SHARED = make();

  private final Map<String, Template> templates;
  private final Path folder;

  private Templates(Map<String, Template> templates, Path folder) {
    this.templates = templates;
    this.folder = folder;
  }

  /// Of the first region.
  static Template of(String deployment) {
    DeploySettings settings = SettingsReader.parse(SETTINGS.getOrDefault(deployment, ""));
    return at(settings.names().stack(settings.text(Setting.REGION)));
  }

  static Template secondOf(String deployment) {
    DeploySettings settings = SettingsReader.parse(SETTINGS.getOrDefault(deployment, ""));
    return at(settings.names().stack(settings.text(Setting.SECOND_REGION)));
  }

  private static Template at(String stack) {
    Template template = SHARED.templates.get(stack);
    if (template == null) {
      throw new AssertionError("no stack " + stack + " among " + SHARED.templates.keySet());
    }
    return template;
  }

  static List<Template> all() {
    return List.copyOf(SHARED.templates.values());
  }

  static Path folder() {
    return SHARED.folder;
  }

  /// Once more, from the same settings and packages.
  static Map<String, String> texts(Path out) {
    try (Stream<Path> files = Files.list(out)) {
      Map<String, String> texts = new TreeMap<>();
      files
          .filter(Files::isRegularFile)
          .forEach(file -> texts.put(String.valueOf(file.getFileName()), text(file)));
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Templates make() {
    Path out = synthesized();
    Map<String, Template> templates = new TreeMap<>();
    texts(out)
        .forEach((name, text) -> {
          if (name.endsWith(".template.json")) {
            templates.put(name.replace(".template.json", ""), Template.parse(name, text));
          }
        });
    return new Templates(templates, out);
  }

  /// All deployments in one go.
  static Path synthesized() {
    try {
      Path work = Files.createTempDirectory("templates");
      Path out = work.resolve("cdk.out");
      Path pem = Files.writeString(work.resolve("rds.pem"), "-----BEGIN CERTIFICATE-----\n");
      App app = SageApp.app(out);
      new TreeMap<>(SETTINGS)
          .forEach((name, text) -> {
            DeploySettings settings = SettingsReader.parse(text);
            Path source = StandIn.in(work.resolve(name), settings.isArm() ? "arm64" : "amd64");
            SageStack.all(
                app,
                settings,
                FunctionPackage.part(
                    source,
                    work.resolve(name + "-parted"),
                    settings.isArm(),
                    settings.given(Setting.DATABASE_AUTHORITIES).map(_ -> pem)));
          });
      Aspects.of(app).add(AwsSolutionsChecks.Builder.create().reports(true).verbose(false).build());
      app.synth();
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
