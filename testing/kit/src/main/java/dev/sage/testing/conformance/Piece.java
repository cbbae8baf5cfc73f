package dev.sage.testing.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A piece of a file of cases: a scalar, a list or a map, that knows where it stands. Scalars are
/// texts as they are written; nothing is typed.
final class Piece {
  private final String file;
  private final Node node;

  private Piece(String file, Node node) {
    this.file = file;
    this.node = node;
  }

  static Piece of(Path path) throws IOException {
    return of(path.getFileName().toString(), Files.readString(path));
  }

  static Piece of(String file, String yaml) {
    Node root =
        new Compose(LoadSettings.builder().setLabel(file).build())
            .composeString(yaml)
            .orElseThrow(() -> new IllegalArgumentException(file + " is empty"));
    return new Piece(file, root);
  }

  private Piece at(Node other) {
    return new Piece(file, other);
  }

  int line() {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("%s, line %d: %s".formatted(file, line(), what));
  }

  /// Its entries, none of which has another key than these.
  Map<String, Piece> map(Set<String> keys) {
    Map<String, Piece> map = map();
    for (String key : map.keySet()) {
      if (!keys.contains(key)) {
        throw wrong("the key '" + key + "' is unknown; there are " + String.join(", ", keys));
      }
    }
    return map;
  }

  Map<String, Piece> map() {
    if (!(node instanceof MappingNode mapping)) {
      throw wrong("a map is expected");
    }
    Map<String, Piece> map = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = at(tuple.getKeyNode()).text();
      if (map.put(key, at(tuple.getValueNode())) != null) {
        throw at(tuple.getKeyNode()).wrong("the key '" + key + "' is repeated");
      }
    }
    return map;
  }

  boolean isMap() {
    return node instanceof MappingNode;
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  List<Piece> items() {
    if (!(node instanceof SequenceNode list)) {
      throw wrong("a list is expected");
    }
    return list.getValue().stream().map(this::at).toList();
  }

  List<String> texts() {
    return items().stream().map(Piece::text).toList();
  }

  String text() {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw wrong("a text is expected");
  }

  /// Null where `null` stands without quotes, or nothing.
  @Nullable String value() {
    String text = text();
    return isPlain() && Set.of("null", "~", "").contains(text) ? null : text;
  }

  Optional<String> optional() {
    return Optional.ofNullable(value());
  }

  long number() {
    try {
      return Long.parseLong(text());
    } catch (NumberFormatException e) {
      throw wrong("a whole number is expected");
    }
  }

  boolean truth() {
    return switch (text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong("true or false is expected");
    };
  }

  private boolean isPlain() {
    return node instanceof ScalarNode scalar && scalar.isPlain();
  }

  /// The same piece as YAML on one line.
  String yaml() {
    if (node instanceof MappingNode) {
      return map().entrySet().stream()
          .map(entry -> entry.getKey() + ": " + entry.getValue().yaml())
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (node instanceof SequenceNode) {
      return items().stream().map(Piece::yaml).collect(Collectors.joining(", ", "[", "]"));
    }
    return isPlain() ? text() : quoted(text());
  }

  /// A text in quotes, as YAML reads it back unchanged: in single ones, where places in it can be
  /// told, if it has no control characters.
  static String quoted(String text) {
    if (text.chars().noneMatch(c -> c < ' ' || (c >= 127 && c < 160) || c == 0xFEFF)) {
      return "'" + text.replace("'", "''") + "'";
    }
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(c ->
            quoted.append(
                c < ' ' || (c >= 127 && c < 160) || c == '"' || c == '\\' || c == 0xFEFF
                    ? "\\u%04x".formatted(c)
                    : Character.toString(c)));
    return quoted.append('"').toString();
  }
}
