package dev.sage.engine.report;

import dev.sage.engine.sql.Session;
import dev.sage.engine.sql.Sql;
import dev.sage.spi.Language;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the first findings of a delivery back, in its order.
public final class Failures {
  private static final int FIRST = 1_000;

  private Failures() {}

  /// @param catalogs in the order of the delivery
  public static List<Failure> first(
      Session session, Path findings, List<Delivered> catalogs, Language language) {
    String order =
        catalogs.stream()
            .map(Delivered::catalog)
            .map(Sql::literal)
            .collect(Collectors.joining(", "));
    return session.query(
        """
        SELECT severity, code, message_%s, catalog, file, record, line, "column", rule, value
        FROM read_parquet(%s)
        ORDER BY list_position(CAST([%s] AS VARCHAR[]), catalog) NULLS FIRST%s, record NULLS FIRST, line
        LIMIT %d\
        """
            .formatted(
                language.name().toLowerCase(Locale.ROOT),
                Sql.literal(findings.toString()),
                order,
                catalogs.stream().map(Failures::files).collect(Collectors.joining()),
                FIRST),
        Failures::failure);
  }

  /// Of one catalog with several files; the findings of the others are left as they are.
  private static String files(Delivered delivered) {
    return delivered.hasSeveralFiles()
        ? ", CASE WHEN catalog = %s AND record IS NOT NULL THEN %s END NULLS FIRST"
            .formatted(Sql.literal(delivered.catalog()), delivered.placeSql("file"))
        : "";
  }

  private static Failure failure(ResultSet row) throws SQLException {
    return new Failure(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        number(row, 6),
        number(row, 7),
        row.getString(8),
        row.getString(9),
        row.getString(10));
  }

  private static @Nullable Long number(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }
}
