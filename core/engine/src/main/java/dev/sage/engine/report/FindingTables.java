package dev.sage.engine.report;

import dev.sage.engine.split.Fault;
import dev.sage.engine.split.LineMap;
import dev.sage.engine.sql.Rows;
import dev.sage.engine.sql.Session;
import java.nio.charset.StandardCharsets;

/// The tables that the splitter fills while it reads: malformed records, and how the ordinals of a
/// part's rows become record numbers and physical lines. In both, `c` is the catalog and `f` the
/// file among those of the catalog, within which records and lines are counted.
public final class FindingTables implements AutoCloseable {
  private final Rows faults;
  private final Rows lines;

  private FindingTables(Rows faults, Rows lines) {
    this.faults = faults;
    this.lines = lines;
  }

  /// Makes the tables.
  public static void create(Session session) {
    session.execute(
        """
        CREATE TABLE faults (c INTEGER, f INTEGER, code VARCHAR, record BIGINT, line BIGINT,
          cells INTEGER, expected INTEGER, value VARCHAR)\
        """);
    session.execute(
        """
        CREATE TABLE lines (c INTEGER, f INTEGER, p INTEGER, first BIGINT, record_delta BIGINT,
          line_delta BIGINT)\
        """);
  }

  /// Opens them for writing; nothing is there for others before this is closed.
  public static FindingTables open(Session session) {
    return new FindingTables(session.append("faults"), session.append("lines"));
  }

  /// @param file place of the file among those of the catalog
  public void fault(int catalog, int file, Fault fault) {
    faults
        .begin()
        .add(catalog)
        .add(file)
        .add(fault.code().name())
        .add(fault.record())
        .add(fault.line())
        .add(fault.cells())
        .add(fault.expectedCells())
        .add(shown(fault.raw()))
        .end();
  }

  /// @param file place of the file among those of the catalog
  public void lines(int catalog, int file, int part, LineMap map) {
    for (long[] point : map.breakpoints()) {
      lines
          .begin()
          .add(catalog)
          .add(file)
          .add(part)
          .add(point[0])
          .add(point[1])
          .add(point[2])
          .end();
    }
  }

  /// Undecodable bytes and NULs cannot stand in a text; they are shown by a sign each.
  private static String shown(byte[] raw) {
    return new String(raw, StandardCharsets.UTF_8).replace('\0', '\u2400');
  }

  @Override
  public void close() {
    faults.close();
    lines.close();
  }
}
