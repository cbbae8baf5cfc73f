package dev.sage.bench;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;

/// How the findings of a check differ from the expected ones.
///
/// Record, line, column, value, rule and code are compared; the value only where the finding is
/// about one cell.
///
/// @param missing expected ones that were not found
/// @param extra found ones that were not expected
/// @param report whether `report.json` counts the same: by rule, read, accepted and rejected
record FindingsDifference(long expected, long found, long missing, long extra, boolean report) {
  /// @param expected the generator's list
  /// @param rows that the file has
  /// @param execution the directory of the check
  static FindingsDifference of(Path expected, long rows, Path execution) throws SQLException {
    String sql = compared(expected, rows, execution);
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return new FindingsDifference(
          row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getBoolean(5));
    }
  }

  private static String compared(Path expected, long rows, Path execution) {
    return """
    WITH e AS (
      SELECT CAST(record AS BIGINT) AS record, CAST(line AS BIGINT) AS line,
        coalesce("column", '') AS "column", coalesce(value, '') AS value, rule, code
      FROM read_csv('%1$s', header = true, all_varchar = true, delim = ',', quote = '"',
        escape = '"')),
    f AS (
      SELECT record, line, coalesce("column", '') AS "column",
        CASE WHEN "column" IS NULL THEN '' ELSE coalesce(value, '') END AS value, rule, code
      FROM read_parquet('%2$s')),
    r AS (SELECT summary, validation.by_rule AS counts FROM read_json('%3$s', maximum_object_size = 67108864)),
    counted AS (SELECT c.rule, CAST(c."count" AS BIGINT) FROM (SELECT unnest(counts) AS c FROM r)),
    injected AS (SELECT rule, count(*) FROM e GROUP BY rule),
    rejected AS (SELECT count(DISTINCT record) AS n FROM e)
    SELECT (SELECT count(*) FROM e), (SELECT count(*) FROM f),
      (SELECT count(*) FROM (SELECT * FROM e EXCEPT ALL SELECT * FROM f)),
      (SELECT count(*) FROM (SELECT * FROM f EXCEPT ALL SELECT * FROM e)),
      NOT EXISTS (SELECT * FROM injected EXCEPT SELECT * FROM counted)
        AND NOT EXISTS (SELECT * FROM counted EXCEPT SELECT * FROM injected)
        AND (SELECT summary.rejected = n AND summary.accepted = summary.total_records - n
               AND summary.errors = (SELECT count(*) FROM e) AND summary.total_records = %4$d
             FROM r, rejected)
    """
        .formatted(
            expected,
            execution.resolve("findings.parquet"),
            execution.resolve("report.json"),
            rows);
  }

  boolean isNone() {
    return missing == 0 && extra == 0 && report;
  }

  /// Cells of a Markdown table.
  String row() {
    return "%,d | %,d | %,d | %,d | %s | %s"
        .formatted(
            expected, found, missing, extra, report ? "equal" : "DIFFERS", isNone() ? "yes" : "NO");
  }
}
