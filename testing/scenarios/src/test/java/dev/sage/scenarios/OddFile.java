package dev.sage.scenarios;

import dev.sage.engine.EngineOptions;
import dev.sage.scenarios.EngineRun.Found;
import dev.sage.scenarios.OddColumn.CellType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A contract and a file of odd cells; what the engine says of it and what must be said.
record OddFile(List<OddColumn> columns, List<List<String>> rows) {
  private static final java.time.LocalDateTime EPOCH = java.time.LocalDate.EPOCH.atStartOfDay();

  OddFile {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /// Random, of `size` rows.
  static OddFile random(long seed, int size) {
    var cells = new OddCells(seed);
    List<OddColumn> columns = cells.columns();
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < size; row++) {
      rows.add(columns.stream().map(cells::cell).toList());
    }
    return new OddFile(columns, rows);
  }

  EngineRun check(Path folder, int threads, long partBytes) throws IOException {
    Path contract = folder.resolve("contract.yaml");
    Files.writeString(contract, OddColumn.contract(columns));
    Files.writeString(folder.resolve("odd.csv"), text());
    var options = new EngineOptions(EngineOptions.DEFAULT_MEMORY, threads, partBytes, true);
    return EngineRun.check(
        contract, folder.resolve("odd.csv"), folder.resolve("execution"), options);
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    text.append(columns.stream().map(OddColumn::name).collect(Collectors.joining("|")))
        .append('\n');
    for (List<String> row : rows) {
      text.append(row.stream().map(OddFile::written).collect(Collectors.joining("|"))).append('\n');
    }
    return text.toString();
  }

  private static String written(String cell) {
    return cell.matches("(?s).*[\"|\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }

  /// Every finding, by record, column and code.
  List<Found> expected() {
    List<Found> expected = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      addExpected(i, expected);
    }
    expected.sort(
        Comparator.comparingLong(Found::record)
            .thenComparing(Found::column)
            .thenComparing(Found::code));
    return expected;
  }

  private void addExpected(int index, List<Found> expected) {
    OddColumn column = columns.get(index);
    Set<String> seen = new HashSet<>();
    long line = 2;
    for (int row = 0; row < rows.size(); row++) {
      String raw = rows.get(row).get(index);
      List<String> codes = new ArrayList<>(PlainReading.codes(column, raw));
      String value = printed(PlainReading.read(column, raw));
      if (column.unique() && !value.isEmpty() && !seen.add(value)) {
        codes.add("UNIQUE");
      }
      for (String code : codes) {
        String rule = code.toLowerCase(java.util.Locale.ROOT);
        expected.add(new Found(row + 1L, line, column.name(), raw, rule, code));
      }
      line += 1 + rows.get(row).stream().flatMapToInt(String::chars).filter(c -> c == '\n').count();
    }
  }

  /// Every value, printed; empty for null.
  List<List<String>> values() {
    return rows.stream()
        .map(row ->
            IntStream.range(0, columns.size())
                .mapToObj(i -> printed(PlainReading.read(columns.get(i), row.get(i))))
                .toList())
        .toList();
  }

  private static String printed(PlainReading.Cell cell) {
    return cell.value()
        .map(value ->
            value instanceof java.math.BigDecimal number
                ? number.stripTrailingZeros().toPlainString()
                : value instanceof java.time.LocalDateTime moment
                    ? Long.toString(java.time.temporal.ChronoUnit.MICROS.between(EPOCH, moment))
                    : value.toString())
        .orElse("");
  }

  /// Every value that the engine staged, printed the same way.
  List<List<String>> staged(EngineRun run) throws SQLException {
    String values =
        IntStream.range(0, columns.size())
            .mapToObj(i -> staged(columns.get(i).type(), "v" + i))
            .collect(Collectors.joining(", "));
    return EngineRun.query(
        "SELECT %s FROM read_parquet('%s', filename = true, file_row_number = true) ORDER BY filename, file_row_number"
            .formatted(values, run.directory().resolve("work/catalog-000/part-*.parquet")),
        row -> {
          List<String> found = new ArrayList<>();
          for (int i = 0; i < columns.size(); i++) {
            found.add(plain(columns.get(i).type(), row.getString(i + 1)));
          }
          return found;
        });
  }

  private static String staged(CellType type, String column) {
    String value = type == CellType.FECHA_HORA ? "epoch_us(" + column + ")" : column;
    return "coalesce(CAST(" + value + " AS VARCHAR), '')";
  }

  private static String plain(CellType type, String text) {
    return type == CellType.DECIMAL && !text.isEmpty()
        ? new java.math.BigDecimal(text).stripTrailingZeros().toPlainString()
        : text;
  }
}
