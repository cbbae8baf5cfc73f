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

/// Which records of a catalog, or of one of its files, are rejected, and why.
public final class Rejects {
  private final Session session;
  private final StagedCatalog staged;
  private final String malformed;

  public Rejects(Session session, StagedCatalog staged) {
    this(session, staged, "faults WHERE c = " + staged.index());
  }

  /// @param malformed SQL of the malformed records, behind FROM
  private Rejects(Session session, StagedCatalog staged, String malformed) {
    this.session = session;
    this.staged = staged;
    this.malformed = malformed;
  }

  /// Those of one file.
  ///
  /// @param place of the file among those of the catalog
  /// @param parts the numbers of its parts
  public static Rejects ofFile(
      Session session, StagedCatalog staged, int place, Set<Integer> parts) {
    return new Rejects(
        session,
        staged.only(parts),
        "faults WHERE c = %d AND f = %d".formatted(staged.index(), place));
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
    return session.number("SELECT count(*) FROM " + malformed);
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

  /// Record numbers of all rejected records, ascending; of one file only. Close it.
  public RecordNumbers records() {
    String rows =
        "SELECT p, file_row_number AS r FROM %s AS s WHERE %s OR %s"
            .formatted(staged.scan(), staged.rejectedCondition(), hasHits() ? isHit() : "false");
    return new RecordNumbers(
        session.chunks(
            """
            SELECT record FROM %s
            UNION ALL
            SELECT b.r + l.record_delta FROM (%s) AS b %s
            ORDER BY 1\
            """
                .formatted(malformed, rows, Lines.join(session, staged))));
  }

  /// Says of every rejected record why, for spreadsheets: UTF-8 with a byte order mark, formulas
  /// defused; our own messages never are any.
  ///
  /// @param delivered the catalog; of several files, each reason names its own
  /// @param records `finding_records.parquet`
  public void writeReasons(
      Delivered delivered, Path findings, Path records, Path target, boolean spanish) {
    String message = spanish ? "message_es" : "message_en";
    String all = "read_parquet(" + Sql.literal(findings.toString()) + ")";
    String named = "read_parquet(" + Sql.literal(records.toString()) + ")";
    String here =
        "catalog = %s AND severity = 'error'".formatted(Sql.literal(staged.catalog().id()));
    String single =
        "SELECT file, record, line, \"column\", code, %s AS message, value FROM %s WHERE %s AND record IS NOT NULL"
            .formatted(message, all, here);
    String grouped =
        "SELECT n.file, n.record, n.line, f.\"column\", f.code, f.%s, n.value FROM %s AS n JOIN (SELECT * FROM %s WHERE %s AND record IS NULL) AS f ON n.finding = f.rule AND n.catalog = f.catalog"
            .formatted(message, named, all, here);
    session.execute(
        """
        COPY (SELECT %s, line, %s AS "column", code, message, %s AS value
          FROM (%s UNION ALL %s)%s)
        TO %s (FORMAT csv, HEADER)\
        """
            .formatted(
                delivered.hasSeveralFiles()
                    ? Formulas.defusedSql("file") + " AS \"\ufefffile\", record"
                    : "record AS \"\ufeffrecord\"",
                Formulas.defusedSql("\"column\""),
                Formulas.defusedSql("value"),
                single,
                grouped,
                isLarge() ? "" : " ORDER BY " + order(delivered),
                Sql.literal(target.toString())));
  }

  private static String order(Delivered delivered) {
    return delivered.hasSeveralFiles()
        ? delivered.placeSql("file") + ", record, line"
        : "record, line";
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
