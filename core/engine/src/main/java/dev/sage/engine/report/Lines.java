package dev.sage.engine.report;

import dev.sage.engine.sql.Session;
import dev.sage.engine.stage.StagedCatalog;

/// From the ordinals of a part's rows to record numbers and physical lines.
final class Lines {
  private Lines() {}

  /// SQL that joins rows `b` (part `p`, ordinal `r`) with the stretch `l` of lines that each is in,
  /// and so with its file `f`. Where every part has one stretch, an equality finds it; otherwise it
  /// is the last one that begins at or before the row.
  static String join(Session session, StagedCatalog staged) {
    String here = "c = %d AND %s".formatted(staged.index(), parts(staged));
    long stretches = session.number("SELECT count(*) FROM lines WHERE " + here);
    String table =
        "(SELECT f, p, first, record_delta, line_delta FROM lines WHERE %s) AS l".formatted(here);
    return stretches <= staged.parts().size()
        ? "JOIN " + table + " ON b.p = l.p"
        : "ASOF JOIN " + table + " ON b.p = l.p AND b.r >= l.first";
  }

  /// Parts of a file follow each other.
  private static String parts(StagedCatalog staged) {
    return staged.parts().isEmpty()
        ? "false"
        : "p BETWEEN %d AND %d"
            .formatted(staged.parts().getFirst().number(), staged.parts().getLast().number());
  }
}
