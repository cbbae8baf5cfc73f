package dev.sage.contract;

import dev.sage.spi.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// A value of the document, with its path. What is not as asked for is a problem and an empty
/// result.
record YamlNode(Yaml value, String path, Problems problems) {

  void fatal(Message message) {
    problems.fatal(value.start(), path, message);
  }

  void fatal(String es, String en) {
    fatal(new Message(es, en));
  }

  void warn(String es, String en) {
    problems.warn(value.start(), path, new Message(es, en));
  }

  boolean isNull() {
    return value instanceof Yaml.Scalar scalar
        && scalar.style() == Yaml.Style.PLAIN
        && switch (scalar.text()) {
          case "", "~", "null", "Null", "NULL" -> true;
          default -> false;
        };
  }

  boolean isPlain() {
    return value instanceof Yaml.Scalar scalar && scalar.style() == Yaml.Style.PLAIN;
  }

  boolean isBlock() {
    return value instanceof Yaml.Scalar scalar && scalar.style() == Yaml.Style.BLOCK;
  }

  boolean isEmptyList() {
    return value instanceof Yaml.Sequence list && list.items().isEmpty();
  }

  /// Any scalar as it is written, `NULL` included.
  Optional<String> verbatim() {
    if (value instanceof Yaml.Scalar scalar) {
      return Optional.of(scalar.text());
    }
    return expected("un texto", "a text");
  }

  /// A text; numbers and `true` are texts too.
  Optional<String> text() {
    return isNull() ? expected("un texto", "a text") : verbatim();
  }

  /// A text with something in it.
  Optional<String> name() {
    Optional<String> text = text();
    if (text.isPresent() && text.get().isBlank()) {
      fatal("El texto está vacío; aquí hace falta uno.", "The text is empty; one is needed here.");
      return Optional.empty();
    }
    return text;
  }

  Optional<Boolean> bool() {
    String text = isPlain() ? verbatim().orElse("").toLowerCase(Locale.ROOT) : "";
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      case "yes", "on" -> loose(text, true);
      case "no", "off" -> loose(text, false);
      default -> notBool();
    };
  }

  // The earlier system read YAML 1.1, where these are booleans.
  private Optional<Boolean> loose(String text, boolean read) {
    warn(
        Messages.quoted(text) + " se lee como " + read + ". Escriba " + read + ".",
        Messages.quoted(text) + " is read as " + read + ". Write " + read + ".");
    return Optional.of(read);
  }

  private Optional<Boolean> notBool() {
    if (!isPlain() && value instanceof Yaml.Scalar scalar) {
      String shown = Messages.quoted(scalar.text());
      fatal(
          "Se esperaba true o false, y " + shown + " es un texto. Escríbalo sin comillas.",
          "Expected true or false, and " + shown + " is a text. Write it without quotes.");
      return Optional.empty();
    }
    return expected("true o false", "true or false");
  }

  OptionalLong whole(long least, long most) {
    String text = isPlain() ? verbatim().orElse("") : "";
    if (text.matches("\\+?[0-9]{1,18}")) {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return OptionalLong.of(number);
      }
    }
    String range = most == Long.MAX_VALUE ? least + "+" : least + "-" + most;
    expected("un número entero (" + range + ")", "a whole number (" + range + ")");
    return OptionalLong.empty();
  }

  /// A number from 0 to 1.
  OptionalDouble ratio() {
    String text = isPlain() ? verbatim().orElse("") : "";
    if (text.matches("(0|1)?\\.?[0-9]{0,15}") && text.matches(".*[0-9].*")) {
      double number = Double.parseDouble(text);
      if (number <= 1) {
        return OptionalDouble.of(number);
      }
    }
    expected("un número de 0 a 1", "a number from 0 to 1");
    return OptionalDouble.empty();
  }

  /// A null list is an empty list.
  List<YamlNode> list() {
    if (value instanceof Yaml.Sequence list) {
      List<YamlNode> nodes = new ArrayList<>(list.items().size());
      for (Yaml item : list.items()) {
        nodes.add(new YamlNode(item, path + "[" + nodes.size() + "]", problems));
      }
      return nodes;
    }
    if (!isNull()) {
      expected("una lista ([a, b], o líneas con '- ')", "a list ([a, b], or lines with '- ')");
    }
    return List.of();
  }

  Optional<YamlMap> map() {
    if (value instanceof Yaml.Mapping mapping) {
      return Optional.of(new YamlMap(this, mapping));
    }
    return expected("un grupo de claves (clave: valor)", "a group of keys (key: value)");
  }

  private <T> Optional<T> expected(String es, String en) {
    Message found = found();
    fatal(
        "Se esperaba " + es + ", y hay " + found.es() + ".",
        "Expected " + en + ", and there is " + found.en() + ".");
    return Optional.empty();
  }

  private Message found() {
    return switch (value) {
      case Yaml.Sequence _ -> new Message("una lista", "a list");
      case Yaml.Mapping _ -> new Message("un grupo de claves", "a group of keys");
      case Yaml.Scalar _ when isNull() -> new Message("nada", "nothing");
      case Yaml.Scalar scalar ->
          new Message(Messages.quoted(scalar.text()), Messages.quoted(scalar.text()));
    };
  }
}
