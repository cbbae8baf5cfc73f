package dev.sage.connector.aws;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `s3://bucket/prefix?region=eu-west-1&endpoint=http://…&path_style=true`.
///
/// @param prefix empty, or with `/` at its end
record S3Url(
    String bucket, String prefix, String region, Optional<URI> endpoint, boolean pathStyle) {

  /// @throws IllegalArgumentException saying what is wrong
  static S3Url parse(String url) {
    URI uri = URI.create(url);
    if (uri.getAuthority() == null) {
      throw new IllegalArgumentException("the bucket is missing.");
    }
    Map<String, String> parameters = parameters(uri.getRawQuery());
    String region = parameters.remove("region");
    Optional<URI> endpoint = Optional.ofNullable(parameters.remove("endpoint")).map(URI::create);
    boolean pathStyle = Boolean.parseBoolean(parameters.remove("path_style"));
    if (region == null || region.isBlank()) {
      throw new IllegalArgumentException("the region is missing.");
    }
    if (!parameters.isEmpty()) {
      throw new IllegalArgumentException("unknown: " + String.join(", ", parameters.keySet()));
    }
    return new S3Url(uri.getAuthority(), prefix(uri.getPath()), region, endpoint, pathStyle);
  }

  private static String prefix(String path) {
    String inner = path.replaceAll("^/+|/+$", "");
    return inner.isEmpty() ? S3Settings.EXECUTIONS : inner + "/";
  }

  private static Map<String, String> parameters(@Nullable String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (query != null) {
      for (String parameter : query.split("&")) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        String value = equals < 0 ? "" : parameter.substring(equals + 1);
        parameters.put(name, URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }

  AwsAccess access() {
    return new AwsAccess(region, endpoint, Optional.empty());
  }

  S3Settings settings() {
    return new S3Settings(
        bucket, prefix, pathStyle, S3Settings.Encryption.OF_BUCKET, S3Settings.PART);
  }
}
