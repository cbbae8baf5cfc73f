package dev.sage.contract;

import dev.sage.spi.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Names that a contract gives and names that it refers to.
final class Names {
  private static final int LONGEST = 100;
  private static final String FORBIDDEN = "/\\*?[]:\"'<>|";

  private Names() {}

  /// Ids become names of files and tables.
  static void checkIds(YamlMap map) {
    Map<String, String> seen = new HashMap<>();
    map.values().keySet().forEach(id -> map.key(id).ifPresent(node -> checkId(node, id, seen)));
  }

  private static void checkId(YamlNode node, String id, Map<String, String> seen) {
    boolean wrong =
        id.isBlank()
            || id.startsWith(".")
            || id.length() > LONGEST
            || !id.equals(id.strip())
            || id.codePoints()
                .anyMatch(c -> Character.isISOControl(c) || FORBIDDEN.indexOf(c) >= 0);
    if (wrong) {
      node.fatal(
          "El identificador "
              + Messages.quoted(id)
              + " no vale: de 1 a "
              + LONGEST
              + " caracteres, sin punto al principio, sin blancos en los extremos, sin / \\ * ? [ ] : \" ' < > |.",
          "The id "
              + Messages.quoted(id)
              + " is not valid: 1 to "
              + LONGEST
              + " characters, no leading dot, no blanks at the ends, none of / \\ * ? [ ] : \" ' < > |.");
    }
    String twin = seen.putIfAbsent(id.toLowerCase(Locale.ROOT), id);
    if (twin != null) {
      node.fatal(
          "El identificador "
              + Messages.quoted(id)
              + " está repetido: mayúsculas y minúsculas no distinguen ("
              + Messages.quoted(twin)
              + ").",
          "The id "
              + Messages.quoted(id)
              + " is repeated: upper and lower case are the same ("
              + Messages.quoted(twin)
              + ").");
    }
  }

  /// The names of a list that are among `known`, each once; the others are problems.
  static List<String> among(List<YamlNode> nodes, Message what, Collection<String> known) {
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (YamlNode node : nodes) {
      String name = node.name().orElse("");
      if (name.isEmpty()) {
        continue;
      }
      if (!seen.add(name)) {
        node.fatal(
            what.es() + " " + Messages.quoted(name) + " está repetido.",
            what.en() + " " + Messages.quoted(name) + " is repeated.");
      } else if (isAmong(node, name, what, known)) {
        names.add(name);
      }
    }
    return names;
  }

  static boolean isAmong(YamlNode node, String name, Message what, Collection<String> known) {
    boolean is = known.contains(name);
    if (!is) {
      Message message =
          new Message(
              what.es() + " " + Messages.quoted(name) + " no existe.",
              what.en() + " " + Messages.quoted(name) + " does not exist.");
      node.fatal(Messages.suggest(message, name, known));
    }
    return is;
  }

  static Message field(String catalog) {
    return new Message(
        "En el catálogo " + Messages.quoted(catalog) + ", el campo",
        "In the catalog " + Messages.quoted(catalog) + ", the field");
  }

  static Message catalog() {
    return new Message("El catálogo", "The catalog");
  }
}
