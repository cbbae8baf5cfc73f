package dev.sage.engine.sql;

import java.sql.SQLException;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;

/// A large result, read chunk by chunk.
public final class Chunks implements AutoCloseable {
  private final DuckDBPreparedStatement statement;
  private final DuckDBChunkedResult result;

  Chunks(DuckDBPreparedStatement statement, DuckDBChunkedResult result) {
    this.statement = statement;
    this.result = result;
  }

  public boolean next() {
    return result.nextChunk();
  }

  public DuckDBDataChunkReader chunk() {
    return result.chunk();
  }

  @Override
  public void close() {
    try {
      result.close();
      statement.close();
    } catch (SQLException e) {
      throw Failures.translate(e);
    }
  }
}
