package dev.sage.connector.aws;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.secret.SecretsPlugin;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// Serves `secretsmanager://name?region=…`: a secret by its name or ARN. Keys come from where
/// Amazon's tools look for them: the environment, the profile, the machine.
public final class SecretsManagerPlugin implements SecretsPlugin {
  @Override
  public boolean accepts(String url) {
    return url.startsWith("secretsmanager://");
  }

  @Override
  public String read(String url) {
    try {
      return read(AwsUrl.parse(url, "secret"));
    } catch (IllegalArgumentException e) {
      throw new SageException(
          ErrorCode.SETTINGS_INVALID,
          "A secret of Secrets Manager is secretsmanager://name?region=REGION, also with endpoint: "
              + e.getMessage(),
          e);
    }
  }

  private static String read(AwsUrl url) {
    String region = url.region();
    Optional<URI> endpoint = url.takeUri("endpoint");
    url.end();
    AwsAccess access = new AwsAccess(region, endpoint, Optional.empty());
    try (SecretsManagerClient client = access.on(SecretsManagerClient.builder()).build()) {
      return Optional.ofNullable(client.getSecretValue(r -> r.secretId(url.name())).secretString())
          .orElseThrow(() -> new IllegalArgumentException("it holds no text."));
    } catch (SdkException e) {
      throw AwsFailure.of(ErrorCode.SETTINGS_INVALID, "The secret " + url.name(), e);
    }
  }
}
