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
import java.util.Objects;

/// The peer of `sage check`: hand-written statements (`hand-written.sql`) that cast, check and
/// stage the sales file of the testing kit. It knows no lines, writes no findings and no rejects:
/// only the counts.
public final class HandWritten {
  private HandWritten() {}

  /// Arguments: the data, a folder to stage in.
  public static void main(String[] arguments) throws SQLException, IOException {
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    Path staged = folder.resolve("ventas.parquet");
    Files.deleteIfExists(staged);
    String script =
        script()
            .replace("${data}", arguments[0])
            .replace("${folder}", folder.toString())
            .replace("${staged}", staged.toString());
    run(script.split("\n----\n"));
    Files.delete(staged);
  }

  private static String script() throws IOException {
    try (InputStream sql = HandWritten.class.getResourceAsStream("hand-written.sql")) {
      return new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void run(String[] statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        if (statement.execute(sql)) {
          print(statement);
        }
      }
    }
  }

  private static void print(Statement statement) throws SQLException {
    try (ResultSet row = statement.getResultSet()) {
      row.next();
      for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
        System.out.println(row.getMetaData().getColumnName(column) + " " + row.getString(column));
      }
    }
  }
}
