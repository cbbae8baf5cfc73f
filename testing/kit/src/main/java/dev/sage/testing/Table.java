package dev.sage.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The rows of one catalog of an example, first correct, then broken one by one.
final class Table {
  private final String id;
  private final String delimiter;
  private final boolean header;
  private final List<String> columns;
  private final List<List<String>> rows = new ArrayList<>();
  private final Map<Integer, String> rawRows = new HashMap<>();
  private final Set<Integer> blankLineBefore = new HashSet<>();
  private final Set<Integer> rejected = new HashSet<>();
  private final Set<String> catalogFaults = new TreeSet<>();
  private final List<PendingFinding> pending = new ArrayList<>();

  private record PendingFinding(int row, String rule, String severity, String column) {}

  /// @param columns their names, separated by blanks
  Table(String id, String delimiter, boolean header, String columns) {
    this.id = id;
    this.delimiter = delimiter;
    this.header = header;
    this.columns = List.of(columns.strip().split("\\s+"));
  }

  String id() {
    return id;
  }

  int read() {
    return rows.size();
  }

  int rejected() {
    return rejected.size();
  }

  Set<String> catalogFaults() {
    return catalogFaults;
  }

  void add(Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          id + " has " + columns.size() + " columns, the row " + cells.length);
    }
    rows.add(new ArrayList<>(List.of(cells).stream().map(Object::toString).toList()));
  }

  String get(int row, String column) {
    return rows.get(row).get(columns.indexOf(column));
  }

  /// Changes a cell without making it wrong.
  Table set(int row, String column, String value) {
    rows.get(row).set(columns.indexOf(column), value);
    return this;
  }

  /// Makes a cell wrong.
  void spoil(int row, String column, String value, String rule) {
    set(row, column, value);
    expect(row, rule, ExampleFinding.ERROR, column);
  }

  /// Makes a cell doubtful.
  void blur(int row, String column, String value, String rule) {
    set(row, column, value);
    expect(row, rule, ExampleFinding.WARNING, column);
  }

  /// Makes a cell such that a rule over the row fails.
  void spoilRow(int row, String column, String value, String rule) {
    set(row, column, value);
    expect(row, rule, ExampleFinding.ERROR, "");
  }

  /// Makes a cell such that a rule over catalogs names the record.
  void spoilAcross(int row, String column, String value, String rule) {
    set(row, column, value);
    rejected.add(row);
    catalogFaults.add(rule);
  }

  /// Replaces the row by text that is no record of this catalog.
  void wreck(int row, String text, String rule) {
    rawRows.put(row, text);
    expect(row, rule, ExampleFinding.ERROR, "");
  }

  void blankLineBefore(int row) {
    blankLineBefore.add(row);
  }

  private void expect(int row, String rule, String severity, String column) {
    pending.add(new PendingFinding(row, rule, severity, column));
    if (severity.equals(ExampleFinding.ERROR)) {
      rejected.add(row);
    }
  }

  /// The row as it stands in the file.
  String text(int row) {
    return rawRows.containsKey(row)
        ? rawRows.get(row)
        : String.join(delimiter, rows.get(row).stream().map(this::written).toList());
  }

  private String written(String cell) {
    boolean plain = !cell.contains(delimiter) && !cell.contains("\n") && !cell.contains("\"");
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  List<ExampleFinding> findings() {
    int[] lines = lines();
    return pending.stream().map(finding -> finding(finding, lines[finding.row()])).toList();
  }

  private ExampleFinding finding(PendingFinding finding, int line) {
    String value = finding.column().isEmpty() ? "" : get(finding.row(), finding.column());
    return new ExampleFinding(
        id, finding.rule(), finding.severity(), finding.row() + 1, line, finding.column(), value);
  }

  private int[] lines() {
    var lines = new int[rows.size()];
    int line = header ? 2 : 1;
    for (int row = 0; row < lines.length; row++) {
      line += blankLineBefore.contains(row) ? 1 : 0;
      lines[row] = line;
      line += 1 + (int) text(row).chars().filter(c -> c == '\n').count();
    }
    return lines;
  }

  byte[] bytes() {
    var text = new StringBuilder(header ? String.join(delimiter, columns) + '\n' : "");
    for (int row = 0; row < rows.size(); row++) {
      text.append(blankLineBefore.contains(row) ? "\n" : "").append(text(row)).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
