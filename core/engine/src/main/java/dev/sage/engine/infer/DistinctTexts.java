package dev.sage.engine.infer;

import dev.sage.contract.Reading;
import dev.sage.engine.sql.Session;
import dev.sage.engine.sql.Sql;
import dev.sage.engine.stage.ValueSql;
import dev.sage.spi.ValueType;
import java.util.List;
import java.util.stream.Collectors;

/// The distinct texts of one column, in a table of the engine that the next column replaces: `t`
/// the text, `s` the same without outer blanks, `n` how often it is there.
///
/// @param where SQL of the texts that are looked at: those that say something
/// @param count how many these are
/// @param longest of these, in characters
/// @param padded some text has blanks around it, or consists of them
record DistinctTexts(Session session, String where, long count, long longest, boolean padded) {
  private static final String TABLE = "texts";
  private static final String ANY = "s <> ''";

  /// More shapes than this are those of prose.
  private static final int MOST_SHAPES = 512;

  private static final int SOME = 1_000;

  static DistinctTexts of(Session session, String table, String column) {
    session.execute(
        "CREATE OR REPLACE TEMP TABLE %s AS SELECT t, %s AS s, n FROM (SELECT %s AS t, count(*) AS n FROM %s GROUP BY 1)"
            .formatted(TABLE, ValueSql.stripped("t"), column, table));
    return where(session, ANY);
  }

  /// All but these, which stand for nothing.
  DistinctTexts without(List<String> tokens) {
    return where(
        session,
        tokens.stream()
            .map(Sql::literal)
            .collect(Collectors.joining(", ", where + " AND s NOT IN (", ")")));
  }

  DistinctTexts and(String condition) {
    return where(session, where + " AND " + condition);
  }

  String table() {
    return TABLE;
  }

  /// Which of these words are there, whatever the case.
  ///
  /// @param words in lower case
  List<String> among(List<String> words) {
    String list = words.stream().map(Sql::literal).collect(Collectors.joining(", "));
    return session.query(
        "SELECT DISTINCT s FROM %s WHERE %s AND lower(s) IN (%s) ORDER BY s"
            .formatted(TABLE, where, list),
        row -> row.getString(1));
  }

  boolean holds(String text) {
    return any("lower(s) = lower(" + Sql.literal(text) + ")");
  }

  boolean any(String condition) {
    return session.number(
            "SELECT count(*) FROM (SELECT 1 FROM %s WHERE %s AND %s LIMIT 1)"
                .formatted(TABLE, where, condition))
        > 0;
  }

  boolean all(String condition) {
    return !any("NOT coalesce(" + condition + ", false)");
  }

  /// Some of them, for a first look.
  DistinctTexts first() {
    return and("rowid < " + SOME);
  }

  /// SQL of a text with every digit as `9`.
  static String exactShape() {
    return "translate(s, '012345678', '999999999')";
  }

  /// The texts with every digit as `9`; empty where there are too many to be those of numbers or
  /// dates.
  List<String> exactShapes() {
    List<String> shapes =
        session.query(
            "SELECT DISTINCT %s FROM %s WHERE %s LIMIT %d"
                .formatted(exactShape(), TABLE, where, MOST_SHAPES + 1),
            row -> row.getString(1));
    return shapes.size() > MOST_SHAPES ? List.of() : shapes;
  }

  /// The same with every run of digits as `9`.
  static List<String> shapes(List<String> exact) {
    return exact.stream().map(shape -> shape.replaceAll("9+", "9")).distinct().toList();
  }

  /// Whether all are values of a type.
  boolean are(ValueType type, Reading reading) {
    return areAll(type, reading, "v IS NOT NULL");
  }

  /// Whether all are values of a type of which something holds.
  ///
  /// @param condition on the value `v`
  boolean areAll(ValueType type, Reading reading, String condition) {
    return session.number(
            "SELECT count(*) FROM (SELECT 1 FROM (SELECT %s AS v FROM %s WHERE %s) WHERE NOT coalesce(%s, false) LIMIT 1)"
                .formatted(ValueSql.value(type, "t", reading), TABLE, where, condition))
        == 0;
  }

  /// Of how many records the text is a value of a type.
  long records(ValueType type, Reading reading) {
    return session.number(
        "SELECT coalesce(sum(n), 0) FROM (SELECT %s AS v, n FROM %s WHERE %s) WHERE v IS NOT NULL"
            .formatted(ValueSql.value(type, "t", reading), TABLE, where));
  }

  /// How many records say something.
  long records() {
    return session.number("SELECT coalesce(sum(n), 0) FROM %s WHERE %s".formatted(TABLE, where));
  }

  private static DistinctTexts where(Session session, String where) {
    return session
        .query(
            "SELECT count(*), coalesce(max(length(s)), 0), (SELECT coalesce(bool_or(t <> s), false) FROM %1$s) FROM %1$s WHERE %2$s"
                .formatted(TABLE, where),
            row ->
                new DistinctTexts(
                    session, where, row.getLong(1), row.getLong(2), row.getBoolean(3)))
        .getFirst();
  }
}
