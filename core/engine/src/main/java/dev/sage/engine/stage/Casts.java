package dev.sage.engine.stage;

import dev.sage.contract.Reading;
import dev.sage.engine.sql.Sql;
import dev.sage.engine.sql.SqlTypes;
import dev.sage.spi.ValueType;

/// What text is a value of a type, as SQL.
///
/// The engine's own casts are too kind (`2.5` becomes 3, `0x1F` and `1_000` are numbers, `24-01-05`
/// is a date of the year 24), so none of them is believed. A value that prints back as the very
/// text it came from is right; only the others pay for a pattern. Every SQL here takes and gives
/// text that is null where the cell is null.
public final class Casts {
  private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?";
  static final String YEAR = "(000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})";
  private static final String OPTIONAL_TIME = "([ T]" + TIME + ")?";

  private Casts() {}

  /// The cheap, permissive cast that [#value] judges, or the text itself where none helps.
  public static String quick(ValueType type, String text, Reading reading) {
    return switch (type) {
      case ValueType.Text _ -> text;
      case ValueType.Whole _ -> "try_cast(%s AS BIGINT)".formatted(text);
      case ValueType.Decimal decimal ->
          "try_cast(%s AS %s)".formatted(DecimalCast.plain(text, reading), SqlTypes.of(decimal));
      case ValueType.Date _ ->
          reading.formats().isEmpty() ? "try_cast(%s AS DATE)".formatted(text) : text;
      case ValueType.DateTime _ ->
          reading.formats().isEmpty() ? "try_cast(%s AS TIMESTAMP)".formatted(text) : text;
      case ValueType.Bool _ -> text;
    };
  }

  /// The value where the text is spelled as the engine itself would spell it; null for most other
  /// spellings, good and bad ones. Most files have no other, and this costs half of [#value].
  ///
  /// @param text the column of the raw text, null tokens already null
  /// @param quick the column of [#quick]
  static String plainValue(ValueType type, String text, String quick, Reading reading) {
    return switch (type) {
      case ValueType.Text _ -> value(type, text, quick, reading);
      case ValueType.Whole _ -> sameText(text, quick, "");
      case ValueType.Decimal decimal -> DecimalCast.plainValue(decimal, text, quick, reading);
      case ValueType.Date _ ->
          hasFormats(reading) ? value(type, text, quick, reading) : plainDate(text, quick, "");
      case ValueType.DateTime _ ->
          hasFormats(reading) ? value(type, text, quick, reading) : plainDateTime(text, quick, "");
      case ValueType.Bool _ -> plainBool(text, "");
    };
  }

  /// Whether every value that [#plainValue] finds prints as its own text.
  static boolean plainIsPrinted(ValueType type, Reading reading) {
    return switch (type) {
      case ValueType.Text _, ValueType.Bool _ -> false;
      case ValueType.Whole _ -> reading.nullValues().isEmpty();
      case ValueType.Decimal decimal ->
          DecimalCast.isPrinted(decimal, reading) && reading.nullValues().isEmpty();
      case ValueType.Date _, ValueType.DateTime _ ->
          !hasFormats(reading) && reading.nullValues().isEmpty();
    };
  }

  private static boolean hasFormats(Reading reading) {
    return !reading.formats().isEmpty();
  }

  /// The value, or null where the text is not one.
  ///
  /// @param text the column of the raw text, null tokens already null
  /// @param quick the column of [#quick]
  public static String value(ValueType type, String text, String quick, Reading reading) {
    return switch (type) {
      case ValueType.Text _ -> reading.trim() ? "nullif(" + stripped(text) + ", '')" : text;
      case ValueType.Whole _ -> whole(text, quick, reading);
      case ValueType.Decimal decimal -> DecimalCast.value(decimal, text, quick, reading);
      case ValueType.Date _ ->
          hasFormats(reading) ? DateFormats.date(text, reading.formats()) : date(text, quick);
      case ValueType.DateTime _ ->
          hasFormats(reading)
              ? DateFormats.dateTime(text, reading.formats())
              : dateTime(text, quick);
      case ValueType.Bool _ -> bool(text);
    };
  }

  /// The value of a text that stands in the contract, such as a `min`.
  public static String constant(ValueType type, String text, Reading reading) {
    String literal = Sql.literal(text);
    return "(" + value(type, literal, quick(type, literal, reading), reading) + ")";
  }

  /// Without the blanks (spaces and tabs) around it.
  public static String stripped(String text) {
    return "trim(" + text + ", ' \t')";
  }

  /// @param others further branches of the CASE
  private static String sameText(String text, String quick, String others) {
    return "CASE WHEN CAST(%2$s AS VARCHAR) = %1$s THEN %2$s%3$s END"
        .formatted(text, quick, others);
  }

  private static String whole(String text, String quick, Reading reading) {
    String bare = DecimalCast.plain(stripped(text), reading);
    String others =
        """

        WHEN regexp_full_match(%1$s, '[+-]?[0-9]+([.]0*)?')
        THEN try_cast(split_part(%1$s, '.', 1) AS BIGINT)\
        """
            .formatted(bare);
    return sameText(text, quick, others);
  }

  /// The lengths keep out `infinity`, `epoch` and years beyond 9999, which also print back.
  private static String plainDate(String text, String quick, String others) {
    return """
    CASE WHEN strlen(%1$s) = 10 AND CAST(%2$s AS VARCHAR) = %1$s AND %2$s >= DATE '0001-01-01'
        THEN %2$s%3$s END\
    """
        .formatted(text, quick, others);
  }

  private static String date(String text, String quick) {
    return plainDate(
        text, quick, "\n WHEN " + text + " IS NULL THEN NULL" + eachDefault(stripped(text), "%s"));
  }

  private static String plainDateTime(String text, String quick, String others) {
    return """
    CASE WHEN strlen(%1$s) = 19 AND CAST(%2$s AS VARCHAR) = %1$s
          AND %2$s >= TIMESTAMP '0001-01-01 00:00:00'
        THEN %2$s%3$s END\
    """
        .formatted(text, quick, others);
  }

  private static String dateTime(String text, String quick) {
    String bare = stripped(text);
    return plainDateTime(
        text,
        quick,
        "\n WHEN %1$s IS NULL OR regexp_matches(%1$s, '[.][0-9]{6}[0-9]*[1-9]') THEN NULL"
                .formatted(text)
            + eachDefault(bare, withTime(bare)));
  }

  /// A format that takes a day and the place where its time of day begins.
  private static String withTime(String bare) {
    return "(%s + coalesce(try_cast(nullif(substr("
        + bare
        + ", %d), '') AS TIME), TIME '00:00:00'))";
  }

  /// A branch for each of the four default dates, an optional time of day behind it.
  private static String eachDefault(String bare, String result) {
    return defaultDate(bare, YEAR + "-[0-9]{2}-[0-9]{2}", 10, "%Y-%m-%d", result)
        + defaultDate(bare, "[0-9]{2}/[0-9]{2}/" + YEAR, 10, "%d/%m/%Y", result)
        + defaultDate(bare, "[0-9]{2}-[0-9]{2}-" + YEAR, 10, "%d-%m-%Y", result)
        + defaultDate(bare, YEAR + "[0-9]{4}", 8, "%Y%m%d", result);
  }

  private static String defaultDate(
      String bare, String pattern, int length, String format, String result) {
    String day = "CAST(try_strptime(left(%s, %d), '%s') AS DATE)".formatted(bare, length, format);
    String value = result.contains("%d") ? result.formatted(day, length + 2) : day;
    return "\n WHEN regexp_full_match(%s, '%s') THEN %s"
        .formatted(bare, pattern + OPTIONAL_TIME, value);
  }

  private static String plainBool(String text, String others) {
    return """
    CASE WHEN %1$s IN ('true', '1', 'si', 'sí', 's', 't', 'y') THEN true
      WHEN %1$s IN ('false', '0', 'no', 'n', 'f') THEN false%2$s END\
    """
        .formatted(text, others);
  }

  private static String bool(String text) {
    String others =
        """

        WHEN lower(%1$s) IN ('true', '1', 't', 'y', 'yes', 'si', 'sí', 's', 'verdadero') THEN true
        WHEN lower(%1$s) IN ('false', '0', 'f', 'n', 'no', 'falso') THEN false\
        """
            .formatted(stripped(text));
    return plainBool(text, others);
  }
}
