package dev.sage.scenarios;

import dev.sage.contract.ContractLoader;
import dev.sage.contract.LoadedContract;
import dev.sage.engine.Cancellation;
import dev.sage.engine.Engine;
import dev.sage.engine.EngineOptions;
import dev.sage.engine.ExecutionRequest;
import dev.sage.engine.Progress;
import dev.sage.spi.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A check by the engine and what it left behind.
record EngineRun(int exit, Path directory) {

  /// One row of `findings.parquet`; what is null there is empty here.
  record Found(long record, long line, String column, String value, String rule, String code) {}

  /// Gives a row of a result set a shape.
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  static EngineOptions options(int threads, long partBytes) {
    return new EngineOptions(EngineOptions.DEFAULT_MEMORY, threads, partBytes, false);
  }

  /// Checks a file; nothing is landed.
  static EngineRun check(Path contract, Path data, Path directory, EngineOptions options)
      throws IOException {
    return check(contract, data, directory, options, Progress.SILENT, new Cancellation());
  }

  /// The same, watched and perhaps cancelled on the way.
  static EngineRun check(
      Path contract,
      Path data,
      Path directory,
      EngineOptions options,
      Progress progress,
      Cancellation cancellation)
      throws IOException {
    byte[] yaml = Files.readAllBytes(contract);
    LoadedContract loaded = new ContractLoader().load(yaml, true);
    var request =
        new ExecutionRequest(
            UUID.randomUUID(),
            loaded.contract().orElseThrow(() -> new AssertionError(loaded.problems().toString())),
            yaml,
            contract.getFileName().toString(),
            data,
            directory,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            List.of(),
            Language.ES,
            options);
    var engine = new Engine(Clock.systemUTC(), EngineRun::refuse);
    return new EngineRun(engine.execute(request, progress, cancellation).exit(), directory);
  }

  private static dev.sage.spi.Destination refuse(String name) {
    throw new AssertionError("A check connects to nothing, and not to " + name);
  }

  /// Every finding in the order of the file.
  List<Found> findings() throws SQLException {
    return query(
        """
        SELECT record, line, coalesce("column", ''), coalesce(value, ''), rule, code
        FROM read_parquet('%s') ORDER BY record, line, "column", code\
        """
            .formatted(directory.resolve("findings.parquet")),
        row ->
            new Found(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6)));
  }

  static <T> List<T> query(String sql, RowReader<T> reader) throws SQLException {
    List<T> found = new ArrayList<>();
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(reader.read(rows));
      }
    }
    return found;
  }

  JsonNode report() {
    return JsonMapper.shared().readTree(directory.resolve("report.json"));
  }
}
