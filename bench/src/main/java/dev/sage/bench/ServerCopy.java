package dev.sage.bench;

import dev.sage.bench.server.BenchServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/// Loads a sales file by `COPY`, to know what is right.
final class ServerCopy {
  private ServerCopy() {}

  static void run(BenchServer server, String table, Path file) throws IOException {
    String sql =
        "COPY %s FROM STDIN WITH (FORMAT csv, DELIMITER '|', HEADER true)".formatted(table);
    try (Connection connection = server.connect();
        InputStream in = Files.newInputStream(file)) {
      connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, in, 1 << 16);
    } catch (SQLException e) {
      throw new IllegalStateException("The benchmark's own copy failed: " + e.getMessage(), e);
    }
  }
}
