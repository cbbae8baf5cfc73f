package dev.sage.bench.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What one execution left in its store.
///
/// @param folder of the execution
public record Left(Path folder) {

  /// In what it differs from what another left; none: in nothing.
  public List<String> differences(Left other) throws IOException, SQLException {
    List<String> differences = new ArrayList<>();
    if (!names().equals(other.names())) {
      differences.add("files " + names() + " and " + other.names());
    }
    if (!report().equals(other.report())) {
      differences.add("report.json");
    }
    for (String name : names()) {
      boolean same =
          name.endsWith(".parquet")
              ? rows(name).equals(other.rows(name))
              : !name.startsWith("rejects/")
                  || Files.mismatch(folder.resolve(name), other.folder.resolve(name)) < 0;
      if (!same) {
        differences.add(name);
      }
    }
    return differences;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  /// Without ids and times.
  private JsonNode report() {
    ObjectNode report =
        (ObjectNode) JsonMapper.shared().readTree(folder.resolve("report.json").toFile());
    report.remove("events");
    ObjectNode info = (ObjectNode) report.path("execution_info");
    info.remove(List.of("execution_id", "start_time", "end_time", "duration"));
    for (JsonNode load : report.path("materializations")) {
      ((ObjectNode) load).remove("duration");
    }
    return report;
  }

  /// Their number, and what changes with any of them and with their order.
  private String rows(String name) throws SQLException {
    String but = name.equals("findings.parquet") ? "EXCLUDE (execution)" : "";
    String sql =
        "SELECT count(*) || ' ' || sum(hash(t)::HUGEINT) FROM (SELECT * %s FROM read_parquet('%s', file_row_number = true)) t"
            .formatted(but, folder.resolve(name));
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  /// How many findings there are.
  public String findings() throws SQLException {
    return rows("findings.parquet").split(" ", 2)[0];
  }
}
