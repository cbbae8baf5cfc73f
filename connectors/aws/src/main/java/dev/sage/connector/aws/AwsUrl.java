package dev.sage.connector.aws;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `scheme://name/path?region=…&key=value`: how settings name something at Amazon. Whoever has
/// taken every parameter that it knows asks for the [#end].
final class AwsUrl {
  private final String name;
  private final String path;
  private final Map<String, String> parameters;

  private AwsUrl(String name, String path, Map<String, String> parameters) {
    this.name = name;
    this.path = path;
    this.parameters = parameters;
  }

  /// @param what is named, for people: `bucket`
  /// @throws IllegalArgumentException saying what is wrong
  static AwsUrl parse(String url, String what) {
    URI uri = URI.create(url);
    if (uri.getAuthority() == null) {
      throw new IllegalArgumentException("the " + what + " is missing.");
    }
    return new AwsUrl(uri.getAuthority(), uri.getPath(), parameters(uri.getRawQuery()));
  }

  private static Map<String, String> parameters(@Nullable String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (query != null) {
      for (String parameter : query.split("&")) {
        int equals = parameter.indexOf('=');
        String key = equals < 0 ? parameter : parameter.substring(0, equals);
        String value = equals < 0 ? "" : parameter.substring(equals + 1);
        parameters.put(key, URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }

  String name() {
    return name;
  }

  /// Without `/` at its ends.
  String path() {
    return path.replaceAll("^/+|/+$", "");
  }

  Optional<String> take(String parameter) {
    return Optional.ofNullable(parameters.remove(parameter)).filter(value -> !value.isBlank());
  }

  Optional<URI> takeUri(String parameter) {
    return take(parameter).map(URI::create);
  }

  /// @throws IllegalArgumentException for what is neither `true` nor `false`
  boolean takeTruth(String parameter) {
    String value = take(parameter).orElse("false");
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(parameter + " is true or false.");
    };
  }

  String region() {
    return take("region").orElseThrow(() -> new IllegalArgumentException("the region is missing."));
  }

  /// @throws IllegalArgumentException where there is a parameter that nobody knows
  void end() {
    if (!parameters.isEmpty()) {
      throw new IllegalArgumentException("unknown: " + String.join(", ", parameters.keySet()));
    }
  }
}
