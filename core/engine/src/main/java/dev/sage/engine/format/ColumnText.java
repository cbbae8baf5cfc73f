package dev.sage.engine.format;

import dev.sage.contract.Field;
import dev.sage.engine.sql.Sql;
import dev.sage.spi.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// SQL of the text of a typed column, spelled as its field reads it.
final class ColumnText {
  private static final long EXACT_WHOLE = 1_000_000_000_000_000L;

  private ColumnText() {}

  /// @param column SQL of the column
  /// @param type as the engine names it
  /// @param field none: the contract does not know the column
  static String of(String column, String type, @Nullable Field field) {
    if (type.endsWith("]")
        || type.startsWith("STRUCT")
        || type.startsWith("MAP")
        || type.startsWith("UNION")) {
      return "CAST(to_json(%s) AS VARCHAR)".formatted(column);
    }
    if (type.startsWith("DECIMAL")) {
      return separated(text(column), field);
    }
    return switch (type) {
      case "FLOAT", "DOUBLE" -> separated(floating(column), field);
      case "BLOB" -> "coalesce(TRY(decode(%1$s)), CAST(%1$s AS VARCHAR))".formatted(column);
      case "DATE" -> moment("CAST(" + column + " AS TIMESTAMP)", text(column), field);
      case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
          moment("CAST(" + column + " AS TIMESTAMP)", timestamp(column), field);
      // What has a zone is a moment; its day and time are those of UTC.
      case "TIMESTAMP WITH TIME ZONE" -> {
        String utc = "(" + column + " AT TIME ZONE 'UTC')";
        yield moment(utc, timestamp(utc), field);
      }
      default -> text(column);
    };
  }

  private static String text(String column) {
    return "CAST(" + column + " AS VARCHAR)";
  }

  /// 12 is `12`, not `12.0`.
  private static String floating(String column) {
    return "CASE WHEN %1$s = trunc(%1$s) AND abs(%1$s) < %2$d THEN CAST(CAST(%1$s AS BIGINT) AS VARCHAR) ELSE CAST(%1$s AS VARCHAR) END"
        .formatted(column, EXACT_WHOLE);
  }

  private static String separated(String text, @Nullable Field field) {
    if (field == null
        || field.reading().decimalSeparator() == '.'
        || !(field.type() instanceof ValueType.Decimal
            || field.type() instanceof ValueType.Whole)) {
      return text;
    }
    String separator = Sql.literal(String.valueOf(field.reading().decimalSeparator()));
    return "replace(%s, '.', %s)".formatted(text, separator);
  }

  /// Midnight is a day.
  private static String timestamp(String column) {
    return "CASE WHEN isfinite(%1$s) AND %1$s = date_trunc('day', %1$s) THEN CAST(CAST(%1$s AS DATE) AS VARCHAR) ELSE CAST(%1$s AS VARCHAR) END"
        .formatted(column);
  }

  /// @param moment SQL of a timestamp
  /// @param iso SQL of its text where no format of the field can say it
  private static String moment(String moment, String iso, @Nullable Field field) {
    boolean timed = field != null && field.type() instanceof ValueType.DateTime;
    boolean dated = timed || (field != null && field.type() instanceof ValueType.Date);
    if (field == null || !dated) {
      return iso;
    }
    if (field.reading().formats().isEmpty()) {
      return timed
          ? "CASE WHEN " + moment + " IS NOT NULL THEN " + full(moment, iso) + " END"
          : iso;
    }
    StringBuilder cases = new StringBuilder("CASE");
    for (String format : field.reading().formats()) {
      DateLetters letters = DateLetters.of(format);
      cases.append(
          " WHEN %s THEN %s".formatted(says(letters, moment, timed), spelled(letters, moment)));
    }
    return cases + " ELSE " + iso + " END";
  }

  private static String full(String moment, String iso) {
    return "CASE WHEN isfinite(%1$s) AND %1$s = date_trunc('day', %1$s) THEN CAST(%1$s AS VARCHAR) ELSE %2$s END"
        .formatted(moment, iso);
  }

  private static String says(DateLetters letters, String moment, boolean timed) {
    List<String> all = new ArrayList<>();
    all.add("isfinite(%s)".formatted(moment));
    all.add(
        letters.hasShortYear()
            ? "year(%s) BETWEEN %d AND %d"
                .formatted(moment, DateSpelling.FIRST_SHORT_YEAR, DateSpelling.LAST_SHORT_YEAR)
            : "year(%s) BETWEEN 1 AND 9999".formatted(moment));
    if (timed) {
      all.add(letters.has("HH") ? "true" : "hour(" + moment + ") = 0");
      all.add(letters.has("mm") ? "true" : "minute(" + moment + ") = 0");
      all.add(letters.has("ss") ? "true" : "second(" + moment + ") = 0");
      all.add(
          "epoch_us(%s) %% %d = 0"
              .formatted(moment, (int) Math.pow(10, 6 - Math.min(6, letters.fractionDigits()))));
    }
    return String.join(" AND ", all);
  }

  private static String spelled(DateLetters letters, String moment) {
    List<String> pieces = new ArrayList<>();
    for (int i = 0; i < letters.units().size(); i++) {
      String unit = letters.units().get(i);
      pieces.add(letters.letters().get(i) ? piece(unit, moment) : Sql.literal(unit));
    }
    return pieces.stream().collect(Collectors.joining(" || "));
  }

  private static String piece(String unit, String moment) {
    return switch (unit) {
      case "yyyy", "uuuu" -> "lpad(CAST(year(%s) AS VARCHAR), 4, '0')".formatted(moment);
      case "yy", "uu" -> "strftime(" + moment + ", '%y')";
      case "MM" -> "strftime(" + moment + ", '%m')";
      case "dd" -> "strftime(" + moment + ", '%d')";
      case "HH" -> "strftime(" + moment + ", '%H')";
      case "mm" -> "strftime(" + moment + ", '%M')";
      case "ss" -> "strftime(" + moment + ", '%S')";
      default -> "left(strftime(" + moment + ", '%f'), " + unit.length() + ")";
    };
  }
}
