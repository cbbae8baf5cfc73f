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
import java.util.stream.Collectors;
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
    return open(directory, List.of(), temporary, memoryBytes, threads);
  }

  /// The same, which can read these files too.
  ///
  /// @param files absolute paths without a glob in them
  public static Database open(
      Path directory, List<Path> files, Path temporary, long memoryBytes, int threads) {
    refuseGlobs(directory);
    try {
      DuckDBConnection connection =
          (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", new Properties());
      try (Statement statement = connection.createStatement()) {
        statement.execute(settings(directory, files, temporary, memoryBytes, threads));
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
  private static String settings(
      Path directory, List<Path> files, Path temporary, long memoryBytes, int threads) {
    return String.join(
        ";",
        "SET memory_limit='" + (memoryBytes >> 10) + "KiB'",
        "SET threads=" + threads,
        "SET temp_directory=" + Sql.literal(temporary.toString()),
        "SET autoinstall_known_extensions=false",
        "SET autoload_known_extensions=false",
        "SET TimeZone='UTC'",
        "SET enable_progress_bar=false",
        "SET allowed_paths=["
            + files.stream().map(Path::toString).map(Sql::literal).collect(Collectors.joining(", "))
            + "]",
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
