package dev.sage.scenarios.conformance;

import dev.sage.contract.ContractLoader;
import dev.sage.contract.LoadedContract;
import dev.sage.contract.Policy.OnError;
import dev.sage.engine.Cancellation;
import dev.sage.engine.Engine;
import dev.sage.engine.EngineOptions;
import dev.sage.engine.ExecutionRequest;
import dev.sage.engine.Progress;
import dev.sage.spi.Language;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An execution of a case, and what it left behind.
record CorpusRun(Path directory) {
  private static final EngineOptions OPTIONS =
      new EngineOptions(EngineOptions.DEFAULT_MEMORY, 1, EngineOptions.DEFAULT_PART, false);

  /// A row of `findings.parquet`.
  record Found(
      String code,
      Optional<Long> record,
      Optional<Long> line,
      Optional<String> column,
      Optional<String> catalog,
      Optional<String> value,
      String rule,
      String severity,
      String message) {}

  /// A record that a catalog or package rule names.
  record Named(String rule, String catalog, long record) {}

  /// @param load whether accepted rows are wanted; rejected ones do not keep them back
  static CorpusRun of(Path directory, String contract, String file, byte[] data, boolean load)
      throws IOException {
    byte[] yaml = contract.getBytes(StandardCharsets.UTF_8);
    LoadedContract loaded = new ContractLoader().load(yaml, true);
    var request =
        new ExecutionRequest(
            UUID.randomUUID(),
            loaded
                .contract()
                .orElseThrow(() -> new IllegalArgumentException(loaded.problems() + contract)),
            yaml,
            "contract.yaml",
            Files.write(Files.createDirectories(directory).resolve(file), data),
            directory.resolve("execution"),
            Optional.empty(),
            Optional.empty(),
            Optional.of(OnError.REJECT_ROWS),
            load,
            List.of(),
            Language.EN,
            OPTIONS);
    new Engine(Clock.systemUTC(), _ -> new Sink())
        .execute(request, Progress.SILENT, new Cancellation());
    return new CorpusRun(request.directory());
  }

  JsonNode report() {
    return JsonMapper.shared().readTree(directory.resolve("report.json"));
  }

  List<String> skipped() {
    List<String> skipped = new ArrayList<>();
    report().at("/validation/skipped_rules").forEach(rule -> skipped.add(rule.asString()));
    return skipped;
  }

  long count(String catalog, String what) {
    return report().path("files").path("statistics").path(catalog).path(what).asLong(-1);
  }

  List<Found> findings() throws SQLException {
    return query(
        """
        SELECT code, record, line, "column", catalog, value, rule, severity, message_en
        FROM read_parquet('%s')\
        """
            .formatted(directory.resolve("findings.parquet")),
        row ->
            new Found(
                row.getString(1),
                number(row, 2),
                number(row, 3),
                Optional.ofNullable(row.getString(4)),
                Optional.ofNullable(row.getString(5)),
                Optional.ofNullable(row.getString(6)),
                row.getString(7),
                row.getString(8),
                row.getString(9)));
  }

  List<Named> named() throws SQLException {
    return query(
        "SELECT finding, catalog, record FROM read_parquet('%s')"
            .formatted(directory.resolve("finding_records.parquet")),
        row -> new Named(row.getString(1), row.getString(2), row.getLong(3)));
  }

  private static Optional<Long> number(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }

  /// The accepted rows of a catalog, each value printed; none where the delivery was refused.
  List<List<Optional<String>>> rows(String catalog) throws SQLException {
    Path file = directory.resolve("output").resolve(catalog + ".parquet");
    if (!Files.exists(file)) {
      return List.of();
    }
    List<Column> columns =
        query(
            "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet('%s'))"
                .formatted(file),
            row -> new Column(row.getString(1), row.getString(2).startsWith("DECIMAL")));
    String list =
        columns.stream()
            .map(column -> "CAST(\"" + column.name() + "\" AS VARCHAR)")
            .collect(Collectors.joining(", "));
    return query(
        "SELECT %s FROM read_parquet('%s')".formatted(list, file), row -> printed(columns, row));
  }

  private record Column(String name, boolean decimal) {}

  private static List<Optional<String>> printed(List<Column> columns, ResultSet row)
      throws SQLException {
    List<Optional<String>> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      boolean decimal = columns.get(i).decimal();
      values.add(
          Optional.ofNullable(row.getString(i + 1))
              .map(text ->
                  decimal ? new BigDecimal(text).stripTrailingZeros().toPlainString() : text));
    }
    return values;
  }

  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private static <T> List<T> query(String sql, RowReader<T> reader) throws SQLException {
    List<T> found = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(reader.read(rows));
      }
    }
    return found;
  }
}
