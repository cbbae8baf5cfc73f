package dev.sage.lambda;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.Nearest;
import dev.sage.spi.SageException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the settings of a function from its environment variables.
final class SettingsReader {
  private static final String DESTINATIONS = "SAGE_DESTINATIONS_";
  private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|m)");
  private static final String TRUTH = "true|false";
  private static final String URL = "https?://.+";
  private static final int USUAL_MEMORY = 2_048;

  /// The variables, and what each holds. Those of the store are passed on to it.
  private static final Map<String, String> FORMS =
      Map.ofEntries(
          Map.entry("SAGE_S3_BUCKET", "[^/?#]+"),
          Map.entry("SAGE_S3_PREFIX", "[^?#]*"),
          Map.entry("SAGE_S3_ENDPOINT", URL),
          Map.entry("SAGE_S3_PATH_STYLE", TRUTH),
          Map.entry("SAGE_S3_ACCELERATE", TRUTH),
          Map.entry("SAGE_S3_SSE", "AES256|aws:kms"),
          Map.entry("SAGE_S3_KMS_KEY", ".+"),
          Map.entry("SAGE_S3_PART", "[0-9]{1,4}MiB"),
          Map.entry("SAGE_LOCK_TABLE", "[A-Za-z0-9_.-]{3,255}"),
          Map.entry("SAGE_DYNAMODB_ENDPOINT", URL),
          Map.entry("SAGE_LEASE", TIME.pattern()),
          Map.entry("SAGE_TIME_RESERVE", TIME.pattern()),
          Map.entry("SAGE_METADATA_URL", ".+"),
          Map.entry("SAGE_SCRATCH", "/.+"),
          Map.entry("SAGE_PRICE_GB_SECOND", "[0-9]+([.][0-9]+)?"));

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  SettingsReader(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /// @throws SageException [ErrorCode#SETTINGS_INVALID] with everything that is wrong
  FunctionSettings read() {
    new TreeMap<>(environment)
        .keySet().stream()
            .filter(name -> name.startsWith("SAGE_") && !name.startsWith(DESTINATIONS))
            .forEach(this::check);
    if (text("AWS_REGION").isEmpty()) {
      problems.add("AWS_REGION is missing: the region of the bucket and of the table.");
    }
    if (time("SAGE_LEASE").orElse(Duration.ofMinutes(1)).compareTo(Duration.ofSeconds(1)) < 0) {
      problems.add("SAGE_LEASE: 1s or more.");
    }
    if (!problems.isEmpty()) {
      throw new SageException(ErrorCode.SETTINGS_INVALID, String.join("\n", problems));
    }
    return settings();
  }

  private void check(String name) {
    String form = FORMS.get(name);
    if (form == null) {
      problems.add(
          "There is no setting %s.%s"
              .formatted(
                  name,
                  Nearest.to(name, FORMS.keySet())
                      .map(near -> " Did you mean " + near + "?")
                      .orElse("")));
    } else if (text(name).isPresent() && !text(name).get().matches(form)) {
      problems.add("%s: its value is not valid. Accepted: %s".formatted(name, accepted(form)));
    }
  }

  private static String accepted(String form) {
    if (form.equals(TIME.pattern())) {
      return "500ms, 30s, 5m";
    }
    return form.equals(URL) ? "a URL" : form.replace("|", ", ");
  }

  private FunctionSettings settings() {
    return new FunctionSettings(
        store(),
        leases(),
        time("SAGE_LEASE").orElse(Duration.ofMinutes(1)),
        time("SAGE_TIME_RESERVE"),
        destinations(),
        text("SAGE_METADATA_URL"),
        text("AWS_LAMBDA_FUNCTION_MEMORY_SIZE").map(Long::valueOf).orElse((long) USUAL_MEMORY)
            << 20,
        text("SAGE_SCRATCH")
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "sage")),
        FunctionSettings.prices(
            text("AWS_REGION").orElse(""), text("SAGE_PRICE_GB_SECOND").map(BigDecimal::new)),
        text("AWS_LAMBDA_LOG_STREAM_NAME").map(stream -> "lambda " + stream).orElse("lambda"));
  }

  private String store() {
    return "s3://%s/%s?region=%s%s%s%s%s%s%s"
        .formatted(
            text("SAGE_S3_BUCKET").orElse("sage-executions"),
            text("SAGE_S3_PREFIX").orElse("executions/"),
            text("AWS_REGION").orElse(""),
            parameter("endpoint", "SAGE_S3_ENDPOINT"),
            parameter("path_style", "SAGE_S3_PATH_STYLE"),
            parameter("accelerate", "SAGE_S3_ACCELERATE"),
            parameter("sse", "SAGE_S3_SSE"),
            parameter("kms_key", "SAGE_S3_KMS_KEY"),
            parameter("part", "SAGE_S3_PART"));
  }

  private String leases() {
    return "dynamodb://%s?region=%s&watch=true%s"
        .formatted(
            text("SAGE_LOCK_TABLE").orElse("sage_execution_locks"),
            text("AWS_REGION").orElse(""),
            parameter("endpoint", "SAGE_DYNAMODB_ENDPOINT"));
  }

  private String parameter(String name, String variable) {
    return text(variable)
        .map(value -> "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8))
        .orElse("");
  }

  private Map<String, String> destinations() {
    Map<String, String> destinations = new TreeMap<>();
    environment.forEach((name, value) -> {
      if (name.startsWith(DESTINATIONS) && name.length() > DESTINATIONS.length()) {
        destinations.put(name.substring(DESTINATIONS.length()).toLowerCase(Locale.ROOT), value);
      }
    });
    return destinations;
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private Optional<Duration> time(String name) {
    return text(name).map(TIME::matcher).filter(Matcher::matches).map(SettingsReader::duration);
  }

  private static Duration duration(Matcher time) {
    long number = Long.parseLong(time.group(1));
    return switch (time.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      default -> Duration.ofMinutes(number);
    };
  }
}
