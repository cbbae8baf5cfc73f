package dev.sage.engine.report;

import dev.sage.engine.sql.Session;
import dev.sage.engine.stage.StagedCatalog;

/// From the ordinals of a part's rows to record numbers and physical lines.
final class Lines {
  private Lines() {}

  /// SQL that joins rows `b` (part `p`, ordinal `r`) with the stretch `l` of lines that each is in.
  /// Where every part has one stretch, an equality finds it; otherwise it is the last one that
  /// begins at or before the row.
  static String join(Session session, StagedCatalog staged) {
    long stretches = session.number("SELECT count(*) FROM lines WHERE c = " + staged.index());
    String table =
        "(SELECT p, first, record_delta, line_delta FROM lines WHERE c = %d) AS l"
            .formatted(staged.index());
    return stretches <= staged.parts().size()
        ? "JOIN " + table + " ON b.p = l.p"
        : "ASOF JOIN " + table + " ON b.p = l.p AND b.r >= l.first";
  }
}
