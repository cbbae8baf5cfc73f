package dev.sage.scenarios;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// One column of a contract made for a test. The texts of `allowed`, `min` and `max` are those of a
/// file.
record OddColumn(
    String name,
    CellType type,
    boolean required,
    boolean unique,
    boolean trim,
    int precision,
    int scale,
    char point,
    Optional<Character> thousands,
    List<String> nulls,
    List<String> formats,
    List<String> allowed,
    Optional<String> min,
    Optional<String> max,
    Optional<String> pattern,
    OptionalInt minLength,
    OptionalInt maxLength) {

  enum CellType {
    TEXTO,
    ENTERO,
    DECIMAL,
    FECHA,
    FECHA_HORA,
    BOOLEANO
  }

  OddColumn {
    nulls = List.copyOf(nulls);
    formats = List.copyOf(formats);
    allowed = List.copyOf(allowed);
  }

  /// A column about which the contract says no more than its name and type.
  static OddColumn plain(String name, CellType type) {
    return new OddColumn(
        name,
        type,
        false,
        false,
        false,
        38,
        9,
        '.',
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  OddColumn withFormats(String... letters) {
    return new OddColumn(
        name,
        type,
        required,
        unique,
        trim,
        precision,
        scale,
        point,
        thousands,
        nulls,
        List.of(letters),
        allowed,
        min,
        max,
        pattern,
        minLength,
        maxLength);
  }

  OddColumn withSeparators(char decimal, Optional<Character> group) {
    return new OddColumn(
        name, type, required, unique, trim, precision, scale, decimal, group, nulls, formats,
        allowed, min, max, pattern, minLength, maxLength);
  }

  OddColumn withDigits(int all, int afterPoint) {
    return new OddColumn(
        name,
        type,
        required,
        unique,
        trim,
        all,
        afterPoint,
        point,
        thousands,
        nulls,
        formats,
        allowed,
        min,
        max,
        pattern,
        minLength,
        maxLength);
  }

  OddColumn withNulls(String... tokens) {
    return new OddColumn(
        name,
        type,
        required,
        unique,
        trim,
        precision,
        scale,
        point,
        thousands,
        List.of(tokens),
        formats,
        allowed,
        min,
        max,
        pattern,
        minLength,
        maxLength);
  }

  OddColumn trimmed() {
    return new OddColumn(
        name, type, required, unique, true, precision, scale, point, thousands, nulls, formats,
        allowed, min, max, pattern, minLength, maxLength);
  }

  String yaml() {
    List<String> keys = new ArrayList<>();
    keys.add("name: " + name);
    keys.add("type: " + type.name().toLowerCase(java.util.Locale.ROOT));
    if (required) {
      keys.add("required: true");
    }
    if (unique) {
      keys.add("unique: true");
    }
    if (trim) {
      keys.add("trim: true");
    }
    if (type == CellType.DECIMAL && (precision != 38 || scale != 9)) {
      keys.add("precision: " + precision + ", scale: " + scale);
    }
    addReading(keys);
    addConstraints(keys);
    return "      - {" + String.join(", ", keys) + "}\n";
  }

  private void addReading(List<String> keys) {
    if (point != '.') {
      keys.add("decimal_separator: " + quoted(String.valueOf(point)));
    }
    thousands.ifPresent(mark -> keys.add("thousands_separator: " + quoted(mark.toString())));
    addList("null_values", nulls, keys);
    addList("formats", formats, keys);
  }

  private void addConstraints(List<String> keys) {
    addList("enum", allowed, keys);
    min.ifPresent(text -> keys.add("min: " + quoted(text)));
    max.ifPresent(text -> keys.add("max: " + quoted(text)));
    pattern.ifPresent(text -> keys.add("pattern: " + quoted(text)));
    minLength.ifPresent(length -> keys.add("min_length: " + length));
    maxLength.ifPresent(length -> keys.add("max_length: " + length));
  }

  private static void addList(String key, List<String> texts, List<String> keys) {
    if (!texts.isEmpty()) {
      keys.add(
          key + ": [" + String.join(", ", texts.stream().map(OddColumn::quoted).toList()) + "]");
    }
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t") + '"';
  }

  static String contract(List<OddColumn> columns) {
    StringBuilder fields = new StringBuilder();
    columns.forEach(column -> fields.append(column.yaml()));
    return """
    sage_yaml: {name: Odd, description: Odd, version: "1", author: SAGE}
    catalogs:
      odd:
        name: Odd
        description: Odd
        filename: odd.csv
        file_format: {type: CSV, delimiter: "|", header: true, encoding: UTF-8}
        fields:
    %spackages: {}
    """
        .formatted(fields);
  }
}
