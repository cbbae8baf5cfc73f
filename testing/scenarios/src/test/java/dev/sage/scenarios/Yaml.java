package dev.sage.scenarios;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Contracts of one catalog, `datos`.
final class Yaml {
  private Yaml() {}

  /// @param format what `file_format` has beside its type and `;` as delimiter
  /// @param fields the inside of each field's braces
  static String contract(String format, String... fields) {
    return with("", format, fields);
  }

  /// @param more keys of the catalog, each line indented by four
  static String with(String more, String format, String... fields) {
    return """
    sage_yaml: {name: Prueba, description: Una prueba, version: "1", author: BI}
    catalogs:
      datos:
        name: Datos
        description: Los datos
        filename: datos.csv
        file_format: {type: CSV, %s}
        fields:
    %s
    %spackages: {}
    """
        .formatted(
            (format.contains("delimiter") ? "" : "delimiter: \";\", ") + format,
            Stream.of(fields).map(f -> "      - {" + f + "}").collect(Collectors.joining("\n")),
            more);
  }

  static String header(String... fields) {
    return contract("header: true", fields);
  }

  /// A text in double quotes, as YAML reads it back unchanged.
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(c ->
            quoted.append(
                c < ' ' || c == 127 || c == '"' || c == '\\'
                    ? "\\u%04x".formatted(c)
                    : Character.toString(c)));
    return quoted.append('"').toString();
  }
}
