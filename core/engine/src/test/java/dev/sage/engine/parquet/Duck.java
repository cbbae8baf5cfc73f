package dev.sage.engine.parquet;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A DuckDB that writes Parquet files and reads them.
public final class Duck implements AutoCloseable {
  private final Connection connection;

  public Duck() {
    try {
      connection = DriverManager.getConnection("jdbc:duckdb:");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  public void write(String select, Path target, String options) {
    run(
        "COPY (%s) TO '%s' (FORMAT parquet, COMPRESSION lz4_raw%s)"
            .formatted(select, target, options));
  }

  public void run(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /// Every row as a text; `@` stands for the file.
  public List<String> rows(String sql, Path file) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql.replace("@", "'" + file + "'"))) {
      List<String> result = new ArrayList<>();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getString(i));
        }
        result.add(String.join("|", row.stream().map(String::valueOf).toList()));
      }
      return result;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  public long number(String sql, Path file) {
    return Long.parseLong(rows(sql, file).getFirst());
  }

  /// Rows of two files that are not the same at the same place, or have no counterpart there.
  public long differences(Path one, Path other) {
    return Long.parseLong(
        rows(
                """
                SELECT count(*) FROM read_parquet('%s', file_row_number = true) AS x
                FULL JOIN read_parquet('%s', file_row_number = true) AS y USING (file_row_number)
                WHERE x IS DISTINCT FROM y\
                """
                    .formatted(one, other),
                one)
            .getFirst());
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
