package dev.sage.deploy.aws;

import static dev.sage.deploy.aws.Setting.DESTINATIONS;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.secretsmanager.ReplicaRegion;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/// What functions must know and nobody may see: their settings name secrets, and a function reads
/// them when it starts. The template holds names only.
final class Secrets {
  private final DeploySettings settings;
  private final Region region;
  private final Map<String, String> arns = new TreeMap<>();
  private final Map<String, String> variables = new TreeMap<>();

  Secrets(Construct scope, DeploySettings settings, Region region, Optional<Database> database) {
    this.settings = settings;
    this.region = region;
    database.ifPresent(this::metadata);
    if (!settings.list(DESTINATIONS).isEmpty()) {
      if (region.isFirst()) {
        destinations(scope);
      }
      name(
          "DESTINATIONS",
          Names.secretArn(region.name(), settings.names().destinations()),
          settings.names().destinations());
      settings.list(DESTINATIONS).forEach(this::destination);
    }
  }

  private void metadata(Database database) {
    name("DATABASE", database.secretArn(), database.secretArn());
    variables.put("SAGE_METADATA_URL", database.url());
  }

  private void name(String name, String arn, String called) {
    arns.put(name, arn);
    variables.put(
        "SAGE_SECRET_" + name, "secretsmanager://%s?region=%s".formatted(called, region.name()));
  }

  private void destination(String name) {
    variables.put(
        "SAGE_DESTINATIONS_" + name.toUpperCase(java.util.Locale.ROOT),
        "${secret:destinations.%s}".formatted(name));
  }

  /// Holds nothing of use until somebody puts the URLs in.
  private void destinations(Construct scope) {
    Secret.Builder.create(scope, "Destinations")
        .secretName(settings.names().destinations())
        .description("URLs of the databases where contracts land, by their names")
        .generateSecretString(
            SecretStringGenerator.builder()
                .secretStringTemplate("{}")
                .generateStringKey("unset")
                .build())
        .replicaRegions(
            region
                .other()
                .map(other -> List.of(ReplicaRegion.builder().region(other).build()))
                .orElse(List.of()))
        .removalPolicy(RemovalPolicy.DESTROY)
        .build();
  }

  /// Of functions.
  Map<String, String> variables() {
    return Map.copyOf(variables);
  }

  /// That functions read.
  List<String> arns() {
    return List.copyOf(arns.values());
  }
}
