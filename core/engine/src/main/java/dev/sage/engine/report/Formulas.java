package dev.sage.engine.report;

import java.util.stream.Collectors;

/// Cells that a spreadsheet would run as formulas, made texts by an apostrophe in front.
public final class Formulas {
  private static final String BEGINNINGS = "\t\r+-=@";

  private Formulas() {}

  public static String defused(String cell) {
    return !cell.isEmpty() && BEGINNINGS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }

  /// The same as SQL over a text.
  static String defusedSql(String text) {
    String codes = BEGINNINGS.chars().mapToObj(Integer::toString).collect(Collectors.joining(", "));
    return "CASE WHEN ascii(%1$s) IN (%2$s) THEN '''' || %1$s ELSE %1$s END".formatted(text, codes);
  }
}
