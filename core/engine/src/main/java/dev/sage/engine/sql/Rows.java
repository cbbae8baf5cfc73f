package dev.sage.engine.sql;

import java.sql.SQLException;
import org.duckdb.DuckDBAppender;

/// Appends rows to a table.
public final class Rows implements AutoCloseable {
  private final DuckDBAppender appender;

  Rows(DuckDBAppender appender) {
    this.appender = appender;
  }

  public Rows begin() {
    return step(appender::beginRow);
  }

  public Rows add(long value) {
    return step(() -> appender.append(value));
  }

  public Rows add(int value) {
    return step(() -> appender.append(value));
  }

  public Rows add(String value) {
    return step(() -> appender.append(value));
  }

  public void end() {
    step(appender::endRow);
  }

  private Rows step(Step step) {
    try {
      step.run();
      return this;
    } catch (SQLException e) {
      throw Failures.translate(e);
    }
  }

  @Override
  public void close() {
    step(() -> {
      appender.close();
      return appender;
    });
  }

  @FunctionalInterface
  private interface Step {
    Object run() throws SQLException;
  }
}
