package dev.sage.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// What somebody writes by hand who loads without checks: DuckDB reads the file and casts it, and
/// writes it for `COPY` on its standard output.
public final class HandPiped {
  private HandPiped() {}

  /// Arguments: the data.
  public static void main(String[] arguments) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 2");
      statement.execute("SET memory_limit = '1GB'");
      statement.execute("SET preserve_insertion_order = false");
      statement.execute(
          """
          COPY (SELECT * FROM read_csv('%s', delim = '|', quote = '"', escape = '"', header = true,
            auto_detect = false, columns = {'id': 'BIGINT', 'codigo': 'VARCHAR', 'cliente': 'VARCHAR',
            'fecha': 'DATE', 'fecha_hora': 'TIMESTAMP', 'cantidad': 'BIGINT',
            'precio': 'DECIMAL(12,2)', 'total': 'DECIMAL(14,2)', 'activo': 'BOOLEAN',
            'nota': 'VARCHAR'}))
          TO '/dev/stdout' (FORMAT csv, HEADER false)
          """
              .formatted(Path.of(arguments[0])));
    }
  }
}
