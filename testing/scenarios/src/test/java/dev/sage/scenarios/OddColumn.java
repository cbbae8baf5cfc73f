package dev.sage.scenarios;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// One column of a contract made for a test. The texts of `allowed`, `min` and `max` are those of a
/// file.
record OddColumn(
    String name, CellType type, boolean required, boolean unique, Form form, Limits limits) {

  enum CellType {
    TEXTO,
    ENTERO,
    DECIMAL,
    FECHA,
    FECHA_HORA,
    BOOLEANO
  }

  /// How its values are written.
  record Form(
      boolean trim,
      int precision,
      int scale,
      char point,
      Optional<Character> thousands,
      List<String> nulls,
      List<String> formats) {
    static final Form PLAIN = new Form(false, 38, 9, '.', Optional.empty(), List.of(), List.of());

    Form {
      nulls = List.copyOf(nulls);
      formats = List.copyOf(formats);
    }
  }

  /// What its values must satisfy.
  record Limits(
      List<String> allowed,
      Optional<String> min,
      Optional<String> max,
      Optional<String> pattern,
      OptionalInt minLength,
      OptionalInt maxLength) {
    static final Limits NONE = Limits.of(List.of());

    Limits {
      allowed = List.copyOf(allowed);
    }

    static Limits of(List<String> allowed) {
      return new Limits(
          allowed,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          OptionalInt.empty());
    }

    Limits between(String least, String most) {
      return new Limits(
          allowed, Optional.of(least), Optional.of(most), pattern, minLength, maxLength);
    }
  }

  /// A column about which the contract says no more than its name and type.
  static OddColumn plain(String name, CellType type) {
    return new OddColumn(name, type, false, false, Form.PLAIN, Limits.NONE);
  }

  OddColumn with(Form other) {
    return new OddColumn(name, type, required, unique, other, limits);
  }

  OddColumn with(Limits other) {
    return new OddColumn(name, type, required, unique, form, other);
  }

  OddColumn withFormats(String... letters) {
    Form f = form;
    return with(
        new Form(f.trim, f.precision, f.scale, f.point, f.thousands, f.nulls, List.of(letters)));
  }

  OddColumn withSeparators(char decimal, Optional<Character> group) {
    Form f = form;
    return with(new Form(f.trim, f.precision, f.scale, decimal, group, f.nulls, f.formats));
  }

  OddColumn withDigits(int all, int afterPoint) {
    Form f = form;
    return with(new Form(f.trim, all, afterPoint, f.point, f.thousands, f.nulls, f.formats));
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
    if (form.trim) {
      keys.add("trim: true");
    }
    if (type == CellType.DECIMAL && (form.precision != 38 || form.scale != 9)) {
      keys.add("precision: " + form.precision + ", scale: " + form.scale);
    }
    addReading(keys);
    addConstraints(keys);
    return "      - {" + String.join(", ", keys) + "}\n";
  }

  private void addReading(List<String> keys) {
    if (form.point != '.') {
      keys.add("decimal_separator: " + quoted(String.valueOf(form.point)));
    }
    form.thousands.ifPresent(mark -> keys.add("thousands_separator: " + quoted(mark.toString())));
    addList("null_values", form.nulls, keys);
    addList("formats", form.formats, keys);
  }

  private void addConstraints(List<String> keys) {
    addList("enum", limits.allowed, keys);
    limits.min.ifPresent(text -> keys.add("min: " + quoted(text)));
    limits.max.ifPresent(text -> keys.add("max: " + quoted(text)));
    limits.pattern.ifPresent(text -> keys.add("pattern: " + quoted(text)));
    limits.minLength.ifPresent(length -> keys.add("min_length: " + length));
    limits.maxLength.ifPresent(length -> keys.add("max_length: " + length));
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
