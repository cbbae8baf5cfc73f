package dev.sage.engine.sql;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/// An in-memory DuckDB for one execution: limited, and locked to the execution's own directory.
public final class Database implements AutoCloseable {
  private final DuckDBConnection root;

  private Database(DuckDBConnection root) {
    this.root = root;
  }

  /// Opens a database that can touch no file outside `directory`.
  ///
  /// @param temporary where data goes that does not fit into memory; inside `directory`
  public static Database open(Path directory, Path temporary, long memoryBytes, int threads) {
    refuseGlobs(directory);
    try {
      DuckDBConnection connection =
          (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", new Properties());
      try (Statement statement = connection.createStatement()) {
        for (String setting : settings(directory, temporary, memoryBytes, threads)) {
          statement.execute(setting);
        }
      }
      return new Database(connection);
    } catch (SQLException e) {
      throw Failures.translate(e);
    }
  }

  /// Another connection to the same data, for another thread.
  public Session session() {
    try {
      return new Session(root.duplicate());
    } catch (SQLException e) {
      throw Failures.translate(e);
    }
  }

  /// The order matters: the lock refuses every later setting.
  private static List<String> settings(
      Path directory, Path temporary, long memoryBytes, int threads) {
    return List.of(
        "SET memory_limit='" + (memoryBytes >> 10) + "KiB'",
        "SET threads=" + threads,
        "SET temp_directory=" + Sql.literal(temporary.toString()),
        "SET autoinstall_known_extensions=false",
        "SET autoload_known_extensions=false",
        "SET TimeZone='UTC'",
        "SET enable_progress_bar=false",
        "SET allowed_directories=[" + Sql.literal(directory.toString() + "/") + "]",
        "SET enable_external_access=false",
        "SET lock_configuration=true");
  }

  private static void refuseGlobs(Path directory) {
    if (directory.toString().chars().anyMatch(c -> c == '*' || c == '?' || c == '[')) {
      throw new SageException(
          ErrorCode.USAGE,
          "The execution directory "
              + directory
              + " has one of * ? [ in its path; the engine would read it as a pattern. Choose"
              + " another with --out.");
    }
  }

  @Override
  public void close() {
    close(root);
  }

  static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw Failures.translate(e);
    }
  }
}
