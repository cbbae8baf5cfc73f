package dev.sage.testing.conformance;

import dev.sage.testing.conformance.RuleCase.Level;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The contracts that the cases spell in short, written out, and deliveries for them.
public final class Contracts {
  private static final String HEADER =
      "sage_yaml: {name: Corpus, description: \"\", version: \"1\", author: SAGE}\n";

  private Contracts() {}

  /// One catalog, `datos`.
  ///
  /// @param more its other keys, each line indented by four
  static String one(String format, List<String> fields, String more) {
    return HEADER
        + "catalogs:\n"
        + catalog("datos", format, fields)
        + more.indent(4)
        + "packages: {}\n";
  }

  private static String catalog(String id, String format, List<String> fields) {
    return """
      %1$s:
        name: %1$s
        description: ""
        filename: %1$s.csv
        file_format: %2$s
        fields:
    %3$s\
    """
        .formatted(id, format, lines(fields));
  }

  private static String lines(List<String> items) {
    return items.stream().map(item -> "      - " + item + "\n").collect(Collectors.joining());
  }

  /// The contract of a file of cases of cells: a catalog of two columns for each, of which `n`
  /// counts and `v` is what the case is about.
  public static String ofCells(CaseFile file) {
    StringBuilder text = new StringBuilder(HEADER).append("catalogs:\n");
    for (CellsCase one : file.cells()) {
      text.append(
          catalog(
              one.catalog(),
              "{type: CSV, delimiter: \";\", header: true, encoding: UTF-8}",
              List.of("{name: n, type: entero}", FileCaseReader.named("v", one.field()))));
    }
    return text.append(delivery(file.cells().stream().map(CellsCase::catalog).toList(), ""))
        .toString();
  }

  /// The delivery for it, a ZIP.
  public static byte[] cells(CaseFile file) {
    Map<String, byte[]> members = new LinkedHashMap<>();
    file.cells().forEach(one -> members.put(one.catalog() + ".csv", csv(one)));
    return zip(members);
  }

  private static byte[] csv(CellsCase one) {
    StringBuilder text = new StringBuilder("n;v\n");
    for (int i = 0; i < one.cells().size(); i++) {
      text.append(i + 1).append(';').append(written(one.cells().get(i).text())).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String written(String cell) {
    return cell.matches("(?s).*[\";\r\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }

  /// The contract of a file of rule cases: one catalog for each table, and every rule.
  public static String of(CaseFile file) {
    return of(file.tables(), file.rules());
  }

  /// The same for any tables and rules.
  public static String of(List<RuleTable> tables, List<RuleCase> rules) {
    StringBuilder text = new StringBuilder(HEADER).append("catalogs:\n");
    for (RuleTable table : tables) {
      text.append(
          catalog(table.id(), "{type: CSV, delimiter: \";\", header: true}", fields(table, rules)));
      text.append(section("row_validation", in(rules, Level.ROW, table)));
      text.append(section("catalog_validation", in(rules, Level.CATALOG, table)));
    }
    return text.append(
            tables.size() == 1
                ? "packages: {}\n"
                : delivery(
                    tables.stream().map(RuleTable::id).toList(),
                    section(
                        "package_validation", some(rules, rule -> rule.level() == Level.PACKAGE))))
        .toString();
  }

  private static String delivery(List<String> catalogs, String rules) {
    return """
    packages:
      entrega:
        name: Entrega
        description: ""
        file_format: {type: ZIP}
        catalogs: [%s]
    %s\
    """
        .formatted(String.join(", ", catalogs), rules);
  }

  private static List<String> in(List<RuleCase> rules, Level level, RuleTable table) {
    return some(rules, rule -> rule.level() == level && rule.table().equals(table.id()));
  }

  private static List<String> some(List<RuleCase> rules, Predicate<RuleCase> which) {
    return rules.stream()
        .filter(which)
        .flatMap(rule -> rule.spellings().stream())
        .map(Contracts::rule)
        .toList();
  }

  private static String rule(RuleCase.Spelled rule) {
    return rule(rule.id(), rule.text());
  }

  static String rule(String name, String text) {
    return "{name: %s, description: \"\", rule: %s}".formatted(name, Piece.quoted(text));
  }

  private static String section(String key, List<String> items) {
    return items.isEmpty() ? "" : "    " + key + ":\n" + lines(items);
  }

  private static List<String> fields(RuleTable table, List<RuleCase> rules) {
    return table.fields().entrySet().stream()
        .map(field -> with(field.getValue(), field(rules, table, field.getKey())))
        .toList();
  }

  private static List<String> field(List<RuleCase> rules, RuleTable table, String field) {
    return some(
        rules,
        rule ->
            rule.level() == Level.FIELD
                && rule.table().equals(table.id())
                && rule.field().equals(field));
  }

  static String with(String field, List<String> rules) {
    return rules.isEmpty()
        ? field
        : field.substring(0, field.length() - 1)
            + ", validation_rules: ["
            + String.join(", ", rules)
            + "]}";
  }

  /// What the tables of a file are as a delivery.
  public static byte[] data(List<RuleTable> tables) {
    if (tables.size() == 1) {
      return tables.getFirst().data().getBytes(StandardCharsets.UTF_8);
    }
    Map<String, byte[]> members = new LinkedHashMap<>();
    tables.forEach(
        table -> members.put(table.id() + ".csv", table.data().getBytes(StandardCharsets.UTF_8)));
    return zip(members);
  }

  /// How the delivery is called.
  public static String dataName(List<RuleTable> tables) {
    return tables.size() == 1 ? tables.getFirst().id() + ".csv" : "entrega.zip";
  }

  static byte[] zip(Map<String, byte[]> members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        zip.putNextEntry(new ZipEntry(member.getKey()));
        zip.write(member.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
