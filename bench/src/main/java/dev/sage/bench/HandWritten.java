package dev.sage.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// The peer of `sage check`: hand-written statements (`hand-written.sql`) that cast, check and
/// stage the sales file of the testing kit. It knows no lines, writes no findings and no rejects:
/// only the counts.
public final class HandWritten {
  private HandWritten() {}

  /// Arguments: the data, a folder to stage in.
  public static void main(String[] arguments) throws SQLException, IOException {
    counts(Path.of(arguments[0]), Path.of(arguments[1]))
        .forEach((check, count) -> System.out.println(check + " " + count));
  }

  /// How many rows were read and how many fail each check.
  static Map<String, Long> counts(Path data, Path folder) throws SQLException, IOException {
    Path staged = Files.createDirectories(folder).resolve("ventas.parquet");
    Files.deleteIfExists(staged);
    String script =
        script()
            .replace("${data}", data.toString())
            .replace("${folder}", folder.toString())
            .replace("${staged}", staged.toString());
    var counts = run(script.split("\n----\n"));
    Files.delete(staged);
    return counts;
  }

  private static String script() throws IOException {
    try (InputStream sql = HandWritten.class.getResourceAsStream("hand-written.sql")) {
      return new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Map<String, Long> run(String[] statements) throws SQLException {
    var counts = new LinkedHashMap<String, Long>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        if (statement.execute(sql)) {
          collect(statement, counts);
        }
      }
    }
    return counts;
  }

  private static void collect(Statement statement, Map<String, Long> counts) throws SQLException {
    try (ResultSet row = statement.getResultSet()) {
      row.next();
      for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
        counts.put(row.getMetaData().getColumnName(column), row.getLong(column));
      }
    }
  }
}
