package dev.sage.connector.aws;

import dev.sage.connector.aws.S3Settings.Addressing;
import dev.sage.connector.aws.S3Settings.Encryption;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `s3://bucket/prefix?region=eu-west-1`, also with `endpoint`, `path_style`, `accelerate`, `sse`,
/// `kms_key` and `part`.
record S3Url(S3Settings settings, String region, Optional<URI> endpoint) {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,4})MiB");

  /// @throws IllegalArgumentException saying what is wrong
  static S3Url parse(String url) {
    AwsUrl parsed = AwsUrl.parse(url, "bucket");
    String region = parsed.region();
    Optional<URI> endpoint = parsed.takeUri("endpoint");
    S3Settings settings =
        new S3Settings(
            parsed.name(),
            prefix(parsed.path()),
            addressing(parsed, endpoint),
            encryption(parsed),
            parsed.take("part").map(S3Url::size).orElse(S3Settings.PART));
    parsed.end();
    return new S3Url(settings, region, endpoint);
  }

  private static String prefix(String path) {
    return path.isEmpty() ? S3Settings.EXECUTIONS : path + "/";
  }

  private static Addressing addressing(AwsUrl url, Optional<URI> endpoint) {
    boolean path = url.takeTruth("path_style");
    boolean accelerate = url.takeTruth("accelerate");
    if (accelerate && (path || endpoint.isPresent())) {
      throw new IllegalArgumentException(
          "accelerate=true is for Amazon's own S3, without endpoint and path_style.");
    }
    return accelerate ? Addressing.ACCELERATED : path ? Addressing.PATH : Addressing.HOST;
  }

  private static Encryption encryption(AwsUrl url) {
    Optional<String> algorithm = url.take("sse");
    Optional<String> key = url.take("kms_key");
    if (algorithm.isPresent() && !algorithm.get().matches("AES256|aws:kms")) {
      throw new IllegalArgumentException("sse is AES256 or aws:kms.");
    }
    if (key.isPresent() && !algorithm.equals(Optional.of("aws:kms"))) {
      throw new IllegalArgumentException("kms_key goes with sse=aws:kms.");
    }
    return new Encryption(algorithm, key);
  }

  private static int size(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > 1_024) {
      throw new IllegalArgumentException("part is 5MiB to 1024MiB.");
    }
    return Integer.parseInt(matcher.group(1)) << 20;
  }

  AwsAccess access() {
    return new AwsAccess(region, endpoint, Optional.empty());
  }
}
