package dev.sage.engine.infer;

import dev.sage.contract.Reading;
import dev.sage.engine.sql.Session;
import dev.sage.engine.stage.ValueSql;
import dev.sage.spi.ValueType;
import java.util.List;
import java.util.Objects;

/// What there is to count in a column whose type is known. Its distinct values are in a view of the
/// engine, `vals`, that the next column replaces.
///
/// @param distinct values, nulls not counted
/// @param most how often the most frequent of them is there
/// @param least how often the rarest is there
/// @param longest of a text, in characters
/// @param first the smallest value; empty where there is none
record Facts(
    long rows,
    long nulls,
    long distinct,
    long most,
    long least,
    long longest,
    String first,
    String last) {

  static Facts of(Session session, DistinctTexts texts, Typed typed) {
    String source = plain(typed) ? "SELECT t AS v, n FROM texts" : values(texts, typed);
    session.execute("CREATE OR REPLACE TEMP VIEW vals AS " + source);
    boolean text = typed.type() instanceof ValueType.Text;
    return session
        .query(
            """
            SELECT coalesce(sum(n), 0), coalesce(sum(n) FILTER (v IS NULL), 0), count(v),
              coalesce(max(n) FILTER (v IS NOT NULL), 0), coalesce(min(n) FILTER (v IS NOT NULL), 0),
              %s, CAST(min(v) AS VARCHAR), CAST(max(v) AS VARCHAR)
            FROM vals\
            """
                .formatted(text ? "coalesce(max(length(v)), 0)" : "0"),
            row ->
                new Facts(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    Objects.requireNonNullElse(row.getString(7), ""),
                    Objects.requireNonNullElse(row.getString(8), "")))
        .getFirst();
  }

  /// Whether a text is its own value.
  private static boolean plain(Typed typed) {
    return typed.type() instanceof ValueType.Text && typed.reading().equals(Reading.DEFAULT);
  }

  private static String values(DistinctTexts texts, Typed typed) {
    String nulled = ValueSql.nulled(typed.type(), "t", typed.reading());
    String value = ValueSql.value(typed.type(), "x", typed.reading());
    return "SELECT v, sum(n) AS n FROM (SELECT %s AS v, n FROM (SELECT %s AS x, n FROM %s)) GROUP BY 1"
        .formatted(value, nulled, texts.table());
  }

  /// The values, the most frequent first.
  static List<String> values(Session session) {
    return session.query(
        "SELECT v FROM vals WHERE v IS NOT NULL ORDER BY n DESC, v", row -> row.getString(1));
  }

  long filled() {
    return rows - nulls;
  }

  boolean isUnique() {
    return most == 1;
  }
}
