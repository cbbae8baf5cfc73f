package dev.sage.connector.postgresql;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.RowBatch;
import dev.sage.spi.RowCursor;
import dev.sage.spi.SageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// `COPY ... FROM STDIN (FORMAT binary)`.
final class BinaryCopy {
  private final Connection connection;
  private final String statement;
  private final Encoder[] encoders;

  private BinaryCopy(Connection connection, String statement, Encoder[] encoders) {
    this.connection = connection;
    this.statement = statement;
    this.encoders = encoders;
  }

  /// @param table as SQL writes it
  static BinaryCopy into(Connection connection, String table, List<ColumnPlan> columns) {
    return with("FORMAT binary", connection, table, columns);
  }

  /// Into a table that the transaction has made or truncated: rows are written as if they had
  /// always been there, for every snapshot.
  static BinaryCopy frozenInto(Connection connection, String table, List<ColumnPlan> columns) {
    return with("FORMAT binary, FREEZE", connection, table, columns);
  }

  private static BinaryCopy with(
      String options, Connection connection, String table, List<ColumnPlan> columns) {
    String statement =
        "COPY %s (%s) FROM STDIN (%s)".formatted(table, Sql.columns(columns), options);
    return new BinaryCopy(
        connection, statement, columns.stream().map(ColumnPlan::encoder).toArray(Encoder[]::new));
  }

  /// Copies all rows, closes them, and says how many. When it throws, the transaction can only be
  /// rolled back.
  long write(RowCursor rows) throws SQLException {
    try (RowCursor cursor = rows) {
      CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
      try {
        long sent = send(cursor, copy);
        refuseIfSomeVanished(sent, copy.endCopy());
        return sent;
      } finally {
        cancel(copy);
      }
    }
  }

  private long send(RowCursor cursor, CopyIn copy) throws SQLException {
    CopyBuffer out = new CopyBuffer(CopyBuffer.DEFAULT_SIZE, copy::writeToCopy);
    RowBatch.Values[] columns = new RowBatch.Values[encoders.length];
    out.header();
    long rows = 0;
    while (cursor.next()) {
      RowBatch batch = cursor.batch();
      for (int i = 0; i < columns.length; i++) {
        columns[i] = batch.column(i);
      }
      write(columns, batch.rows(), out);
      rows += batch.rows();
    }
    out.trailer();
    return rows;
  }

  private void write(RowBatch.Values[] columns, int rows, CopyBuffer out) throws SQLException {
    for (int row = 0; row < rows; row++) {
      out.putShort(columns.length);
      for (int i = 0; i < columns.length; i++) {
        RowBatch.Values values = columns[i];
        if (values.isNull(row)) {
          out.putNull();
        } else {
          encoders[i].encode(values, row, out);
        }
      }
    }
  }

  static void refuseIfSomeVanished(long sent, long taken) {
    if (sent != taken) {
      throw new SageException(
          ErrorCode.DESTINATION_FAILED,
          "The table took %d of %d rows; a trigger may have dropped the others. Nothing was loaded."
              .formatted(taken, sent));
    }
  }

  private static void cancel(CopyIn copy) {
    try {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    } catch (SQLException _) {
      // The connection is gone, or the server had ended the copy: what failed first is on its way.
    }
  }
}
