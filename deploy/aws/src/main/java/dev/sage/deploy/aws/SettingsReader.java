package dev.sage.deploy.aws;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.Nearest;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/// Reads the one file of a deployment's settings: `key = value`, a line each.
final class SettingsReader {
  private final List<String> problems = new ArrayList<>();
  private final Map<Setting, String> values = new EnumMap<>(Setting.class);

  private SettingsReader() {}

  /// @throws SageException [ErrorCode#SETTINGS_INVALID] with everything that is wrong
  static DeploySettings read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new SageException(
          ErrorCode.FILE_MISSING,
          "There is no file of settings %s. Copy deploy/aws/sage.properties and change it."
              .formatted(file));
    }
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new SageException(
          ErrorCode.INPUT_NOT_READABLE,
          "The file of settings %s cannot be read.".formatted(file),
          e);
    }
  }

  /// The same for a text.
  static DeploySettings parse(String text) {
    SettingsReader reader = new SettingsReader();
    reader.take(properties(text));
    reader.require(Setting.REGION);
    if (reader.problems.isEmpty()) {
      reader.problems.addAll(Conflicts.of(reader.values));
    }
    if (!reader.problems.isEmpty()) {
      throw new SageException(ErrorCode.SETTINGS_INVALID, String.join("\n", reader.problems));
    }
    return new DeploySettings(reader.values);
  }

  private static Properties properties(String text) {
    Properties properties = new Properties();
    try (Reader lines = new StringReader(text)) {
      properties.load(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      throw new SageException(
          ErrorCode.SETTINGS_INVALID, "A \\u in the settings is not followed by four digits.", e);
    }
    return properties;
  }

  private void take(Properties properties) {
    new TreeSet<>(properties.stringPropertyNames())
        .forEach(key ->
            Setting.of(key)
                .ifPresentOrElse(
                    setting -> take(setting, properties.getProperty(key).strip()),
                    () -> problems.add(unknown(key))));
  }

  private void take(Setting setting, String value) {
    if (value.isEmpty()) {
      return;
    }
    if (setting.accepts(value)) {
      values.put(setting, value);
    } else {
      problems.add(
          "%s: its value is not valid. Accepted: %s".formatted(setting.key(), setting.accepted()));
    }
  }

  private static String unknown(String key) {
    return "There is no setting %s.%s"
        .formatted(
            key,
            Nearest.to(key, Setting.keys()).map(near -> " Did you mean " + near + "?").orElse(""));
  }

  private void require(Setting setting) {
    if (!values.containsKey(setting)
        && problems.stream().noneMatch(p -> p.startsWith(setting.key() + ":"))) {
      problems.add("%s is missing. For example: %s".formatted(setting.key(), setting.accepted()));
    }
  }
}
