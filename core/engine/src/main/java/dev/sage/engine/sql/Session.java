package dev.sage.engine.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.jspecify.annotations.Nullable;

/// One connection to a [Database]; used by one thread, but may be interrupted by another.
public final class Session implements AutoCloseable {
  private final DuckDBConnection connection;
  private final AtomicReference<@Nullable Statement> running = new AtomicReference<>();

  Session(DuckDBConnection connection) {
    this.connection = connection;
  }

  public void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      running.set(statement);
      statement.execute(sql);
    } catch (SQLException e) {
      throw Failures.translate(e);
    } finally {
      running.set(null);
    }
  }

  /// The rows of a small result.
  public <T> List<T> query(String sql, RowReader<T> reader) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<T> result = new ArrayList<>();
      while (rows.next()) {
        result.add(reader.read(rows));
      }
      return result;
    } catch (SQLException e) {
      throw Failures.translate(e);
    }
  }

  /// The first column of the only row.
  public long number(String sql) {
    return query(sql, row -> row.getLong(1)).getFirst();
  }

  /// Appends to a table; nothing is there for others before what this returns is closed.
  public Rows append(String table) {
    try {
      return new Rows(connection.createAppender(table));
    } catch (SQLException e) {
      throw Failures.translate(e);
    }
  }

  /// Makes a Java function callable from SQL, for all sessions of the database.
  ///
  /// @param function from a text and a number to a text; null for null
  public void register(String name, TextFunction function) {
    try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
      builder
          .withName(name)
          .withParameters(String.class, Integer.class)
          .withReturnType(String.class)
          .<String, Integer, @Nullable String>withFunction(
              (text, number) -> text == null ? null : function.apply(text, number))
          .register(connection);
    } catch (SQLException e) {
      throw Failures.translate(e);
    }
  }

  /// Makes a Java function callable from SQL, for all sessions of the database.
  ///
  /// @param function from two texts to a number; null for null
  public void registerTest(String name, TextTest function) {
    try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
      builder
          .withName(name)
          .withParameters(String.class, String.class)
          .withReturnType(Integer.class)
          .<String, String, @Nullable Integer>withFunction(
              (text, other) -> text == null || other == null ? null : function.apply(text, other))
          .register(connection);
    } catch (SQLException e) {
      throw Failures.translate(e);
    }
  }

  /// A large result, by column; close what this returns, then the statement closes too.
  public Chunks chunks(String sql) {
    try {
      DuckDBPreparedStatement statement =
          (DuckDBPreparedStatement) connection.prepareStatement(sql);
      DuckDBChunkedResult result = statement.query();
      return new Chunks(statement, result);
    } catch (SQLException e) {
      throw Failures.translate(e);
    }
  }

  /// Stops the statement that another thread is running here, if there is one.
  public void interrupt() {
    Statement statement = running.get();
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        throw Failures.translate(e);
      }
    }
  }

  @Override
  public void close() {
    Database.close(connection);
  }

  /// What [#register] takes.
  @FunctionalInterface
  public interface TextFunction {
    @Nullable String apply(String text, int number);
  }

  /// What [#registerTest] takes.
  @FunctionalInterface
  public interface TextTest {
    int apply(String text, String other);
  }

  /// Makes a value of one row.
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
