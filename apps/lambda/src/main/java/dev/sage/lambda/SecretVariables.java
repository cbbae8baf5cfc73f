package dev.sage.lambda;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.worker.json.JsonValues;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts secrets where variables name them. `SAGE_SECRET_DATABASE` is the URL of a secret that holds
/// an object of JSON; `${secret:database.password}` in another variable is what it has under
/// `password`. A secret that no variable names is not read.
final class SecretVariables {
  private static final String SECRET = "SAGE_SECRET_";
  private static final Pattern USE =
      Pattern.compile("\\$\\{secret:([a-z0-9_]+)\\.([A-Za-z0-9_.-]+)}");

  private final Map<String, String> environment;
  private final UnaryOperator<String> reader;
  private final Map<String, JsonValues> read = new HashMap<>();

  private SecretVariables(Map<String, String> environment, UnaryOperator<String> reader) {
    this.environment = environment;
    this.reader = reader;
  }

  /// @param reader gives what the secret of a URL holds
  /// @return the environment without the URLs of secrets, and with what they hold
  /// @throws SageException [ErrorCode#SETTINGS_INVALID] naming the variable; never what a secret
  ///   holds
  static Map<String, String> resolve(
      Map<String, String> environment, UnaryOperator<String> reader) {
    SecretVariables variables = new SecretVariables(environment, reader);
    Map<String, String> resolved = new TreeMap<>();
    environment.forEach((name, value) -> {
      if (!name.startsWith(SECRET)) {
        resolved.put(name, name.startsWith("SAGE_") ? variables.filled(name, value) : value);
      }
    });
    return resolved;
  }

  private String filled(String name, String value) {
    return USE.matcher(value).replaceAll(use -> Matcher.quoteReplacement(value(name, use)));
  }

  private String value(String variable, MatchResult use) {
    JsonValues secret =
        read.computeIfAbsent(use.group(1), name -> parse(name, reader.apply(url(variable, name))));
    try {
      return secret.text(use.group(2));
    } catch (IllegalArgumentException _) {
      throw invalid(
          "%s: the secret %s has no text %s. Put it there."
              .formatted(variable, use.group(1), use.group(2)));
    }
  }

  private String url(String variable, String name) {
    String key = SECRET + name.toUpperCase(Locale.ROOT);
    String url = environment.getOrDefault(key, "");
    if (url.isBlank()) {
      throw invalid(
          "%s names the secret %s, and %s is missing: its URL.".formatted(variable, name, key));
    }
    return url;
  }

  /// What a parser says can quote the secret: it is not told.
  private static JsonValues parse(String name, String text) {
    try {
      return JsonValues.parse(text.getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      throw invalid("The secret %s is no object of JSON.".formatted(name));
    }
  }

  private static SageException invalid(String problem) {
    return new SageException(ErrorCode.SETTINGS_INVALID, problem);
  }
}
