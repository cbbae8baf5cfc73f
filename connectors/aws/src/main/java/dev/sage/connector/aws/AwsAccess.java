package dev.sage.connector.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/// Where a service is, and as whom it is used.
///
/// @param region `eu-west-1`
/// @param endpoint of a service that speaks like Amazon's, such as MinIO; empty: Amazon's
/// @param keys empty: those of the environment, the profile or the role of this machine
public record AwsAccess(String region, Optional<URI> endpoint, Optional<Keys> keys) {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  /// An access key. Its secret is told to nobody.
  public record Keys(String id, String secret) {
    @Override
    public String toString() {
      return "Keys[" + id + "]";
    }
  }

  /// Amazon's, as the machine that this runs on.
  public static AwsAccess ofThisMachine(String region) {
    return new AwsAccess(region, Optional.empty(), Optional.empty());
  }

  AwsCredentialsProvider credentials() {
    return keys.<AwsCredentialsProvider>map(
            key -> StaticCredentialsProvider.create(AwsBasicCredentials.create(key.id, key.secret)))
        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }

  <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B on(B builder) {
    endpoint.ifPresent(builder::endpointOverride);
    return builder
        .region(Region.of(region))
        .credentialsProvider(credentials())
        .httpClientBuilder(
            UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ANSWER));
  }
}
