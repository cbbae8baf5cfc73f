package dev.sage.server.settings;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.Nearest;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads settings from a file and the environment. The environment wins; a file need not be there.
///
/// ```
/// Settings settings = new SettingsReader(System.getenv()).read(Path.of(".sage/sage.yaml"));
/// ```
public final class SettingsReader {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)}");

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  public SettingsReader(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /// @throws SageException [ErrorCode#SETTINGS_INVALID] with everything that is wrong
  public Settings read(Path file) {
    try {
      return read(Files.readString(file), file.toString());
    } catch (NoSuchFileException e) {
      return read("", file.toString());
    } catch (IOException e) {
      throw new SageException(
          ErrorCode.SETTINGS_INVALID, "The settings in %s cannot be read.".formatted(file), e);
    }
  }

  /// @param file what the text is called in messages
  public Settings read(String yaml, String file) {
    problems.clear();
    Map<String, Written> written = Written.of(yaml, file, problems);
    written.keySet().removeIf(this::isUnknown);
    for (Key key : Keys.ALL) {
      fromEnvironment(key, written);
    }
    Values values = values(written);
    Optional<Settings> settings =
        problems.isEmpty() ? Optional.of(Settings.of(values)) : Optional.empty();
    settings.ifPresent(s -> problems.addAll(s.problems()));
    if (!problems.isEmpty()) {
      throw new SageException(ErrorCode.SETTINGS_INVALID, String.join("\n", problems));
    }
    return settings.orElseThrow();
  }

  private boolean isUnknown(String path) {
    if (Keys.ALL.stream().anyMatch(key -> key.covers(path))) {
      return false;
    }
    List<String> known = Keys.ALL.stream().map(Key::path).toList();
    problems.add(
        "There is no setting %s.%s"
            .formatted(
                path,
                Nearest.to(path, known).map(near -> " Did you mean " + near + "?").orElse("")));
    return true;
  }

  private void fromEnvironment(Key key, Map<String, Written> written) {
    if (key.isNamedByUser()) {
      String prefix = key.path().substring(0, key.path().length() - 1);
      environment.forEach((name, value) -> {
        if (name.startsWith(key.variable()) && name.length() > key.variable().length()) {
          String chosen = name.substring(key.variable().length());
          written.put(prefix + chosen.toLowerCase(java.util.Locale.ROOT), new Written(value, name));
        }
      });
    } else if (environment.containsKey(key.variable())) {
      written.put(
          key.path(), new Written(environment.getOrDefault(key.variable(), ""), key.variable()));
    }
  }

  private Values values(Map<String, Written> written) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Key key : Keys.ALL) {
      if (key.isNamedByUser()) {
        written.forEach((path, text) -> {
          if (key.covers(path)) {
            value(key, text).ifPresent(value -> values.put(path, value));
          }
        });
      } else {
        Written text = written.getOrDefault(key.path(), new Written(key.initial(), key.path()));
        if (!text.text().isEmpty()) {
          value(key, text).ifPresent(value -> values.put(key.path(), value));
        }
      }
    }
    return new Values(values);
  }

  private Optional<Object> value(Key key, Written written) {
    Optional<String> text = resolved(written);
    Optional<Object> value = text.flatMap(key.kind()::read);
    if (text.isPresent() && value.isEmpty()) {
      problems.add(
          "%s: the value of %s is not valid. Accepted: %s"
              .formatted(written.where(), key.path(), key.kind().accepted()));
    }
    return value;
  }

  /// With what `${env:X}` stands for.
  private Optional<String> resolved(Written written) {
    Matcher matcher = REFERENCE.matcher(written.text());
    StringBuilder text = new StringBuilder();
    boolean whole = true;
    while (matcher.find()) {
      String name = matcher.group(1);
      if (!environment.containsKey(name)) {
        problems.add("%s: the variable %s is not set.".formatted(written.where(), name));
        whole = false;
      }
      matcher.appendReplacement(text, Matcher.quoteReplacement(environment.getOrDefault(name, "")));
    }
    matcher.appendTail(text);
    return whole ? Optional.of(text.toString()) : Optional.empty();
  }
}
