package dev.sage.engine.report;

import dev.sage.engine.sql.Chunks;
import dev.sage.engine.sql.Session;
import dev.sage.engine.sql.Sql;
import dev.sage.engine.stage.StagedCatalog;
import dev.sage.engine.stage.StagedPart;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/// Which records of a catalog are rejected, and why.
public final class Rejects {
  private final Session session;
  private final StagedCatalog staged;

  public Rejects(Session session, StagedCatalog staged) {
    this.session = session;
    this.staged = staged;
  }

  /// Malformed records and staged rows that are rejected.
  public long count() {
    return malformed() + staged.rejected() + rejectedByFinish();
  }

  /// Staged rows that are not rejected, counted by themselves.
  public long accepted() {
    return staged.parts().isEmpty() ? 0 : staged.rows() - staged.rejected() - rejectedByFinish();
  }

  private long malformed() {
    return session.number("SELECT count(*) FROM faults WHERE c = " + staged.index());
  }

  private long rejectedByFinish() {
    return hasHits()
        ? session.number(
            "SELECT count(*) FROM %s AS s WHERE NOT %s AND %s"
                .formatted(staged.scan(), staged.rejectedCondition(), isHit()))
        : 0;
  }

  /// Whether the finish step rejected any row.
  public boolean hasHits() {
    return session.number("SELECT count(*) FROM rejected WHERE c = " + staged.index()) > 0;
  }

  private String isHit() {
    return "EXISTS (SELECT 1 FROM rejected AS h WHERE h.c = %d AND h.p = s.p AND h.r = s.file_row_number)"
        .formatted(staged.index());
  }

  /// SQL over the staged rows `s` that is true where a row is accepted. Rows that it lets pass can
  /// come in any order if the finish step rejected some.
  public String acceptedCondition() {
    String row = "NOT " + staged.rejectedCondition();
    return hasHits() ? row + " AND NOT " + isHit() : row;
  }

  /// The parts that have a rejected row.
  public Set<StagedPart> touchedParts() {
    Set<Integer> hit =
        Set.copyOf(
            session.query(
                "SELECT DISTINCT p FROM rejected WHERE c = " + staged.index(),
                row -> row.getInt(1)));
    return staged.parts().stream()
        .filter(part -> part.rejected() > 0 || hit.contains(part.number()))
        .collect(Collectors.toSet());
  }

  /// Record numbers of all rejected records, ascending. Close it.
  public RecordNumbers records() {
    String rows =
        "SELECT p, file_row_number AS r FROM %s AS s WHERE %s OR %s"
            .formatted(staged.scan(), staged.rejectedCondition(), hasHits() ? isHit() : "false");
    return new RecordNumbers(
        session.chunks(
            """
            SELECT record FROM faults WHERE c = %d
            UNION ALL
            SELECT b.r + l.record_delta FROM (%s) AS b %s
            ORDER BY 1\
            """
                .formatted(staged.index(), rows, Lines.join(session, staged))));
  }

  /// Says of every rejected record why, for spreadsheets: UTF-8 with a byte order mark, formulas
  /// defused; our own messages never are any.
  ///
  /// @param records `finding_records.parquet`
  public void writeReasons(Path findings, Path records, Path target, boolean spanish) {
    String message = spanish ? "message_es" : "message_en";
    String all = "read_parquet(" + Sql.literal(findings.toString()) + ")";
    String named = "read_parquet(" + Sql.literal(records.toString()) + ")";
    String here =
        "catalog = %s AND severity = 'error'".formatted(Sql.literal(staged.catalog().id()));
    String single =
        "SELECT record, line, \"column\", code, %s AS message, value FROM %s WHERE %s AND record IS NOT NULL"
            .formatted(message, all, here);
    String grouped =
        "SELECT n.record, n.line, f.\"column\", f.code, f.%s, n.value FROM %s AS n JOIN (SELECT * FROM %s WHERE %s AND record IS NULL) AS f ON n.finding = f.rule AND n.catalog = f.catalog"
            .formatted(message, named, all, here);
    session.execute(
        """
        COPY (SELECT record AS "\ufeffrecord", line, %s AS "column", code, %s AS message, %s AS value
          FROM (%s UNION ALL %s)%s)
        TO %s (FORMAT csv, HEADER)\
        """
            .formatted(
                Formulas.defusedSql("\"column\""),
                "message",
                Formulas.defusedSql("value"),
                single,
                grouped,
                isLarge() ? "" : " ORDER BY record, line",
                Sql.literal(target.toString())));
  }

  /// The findings of a large delivery are in order already, malformed records first; sorting them
  /// would cost more than finding them.
  private boolean isLarge() {
    return staged.rejected() > FindingsFile.SORTED;
  }

  /// Ascending record numbers, read as they are asked for.
  public static final class RecordNumbers implements PrimitiveIterator.OfLong, AutoCloseable {
    private final Chunks chunks;
    private @Nullable DuckDBReadableVector vector;
    private long at;
    private long size;

    RecordNumbers(Chunks chunks) {
      this.chunks = chunks;
    }

    @Override
    public boolean hasNext() {
      while (at >= size) {
        if (!chunks.next()) {
          return false;
        }
        vector = chunks.chunk().vector(0);
        size = chunks.chunk().rowCount();
        at = 0;
      }
      return true;
    }

    @Override
    public long nextLong() {
      if (!hasNext() || vector == null) {
        throw new NoSuchElementException();
      }
      return vector.getLong(at++);
    }

    @Override
    public void close() {
      chunks.close();
    }
  }
}
