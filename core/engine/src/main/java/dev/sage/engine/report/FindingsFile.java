package dev.sage.engine.report;

import dev.sage.engine.finish.FailedCheck;
import dev.sage.engine.sql.Session;
import dev.sage.engine.sql.Sql;
import dev.sage.engine.stage.Check;
import dev.sage.engine.stage.StagedCatalog;
import dev.sage.spi.FindingCode;
import dev.sage.spi.Language;
import dev.sage.spi.Message;
import dev.sage.spi.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

/// Writes every finding, uncapped, to `findings.parquet`, and every record of a catalog or package
/// rule to `finding_records.parquet`.
public final class FindingsFile {
  /// Up to so many findings are put into the order of the delivery; more stay grouped by what found
  /// them.
  static final long SORTED = 1_000_000;

  private static final int QUOTED_BYTES = 64 << 10;

  private final Session session;
  private final UUID execution;
  private final List<Delivered> catalogs;
  private final List<FileFinding> fileFindings;
  private final List<FailedCheck> failed;

  public FindingsFile(
      Session session,
      UUID execution,
      List<Delivered> catalogs,
      List<FileFinding> fileFindings,
      List<FailedCheck> failed) {
    this.session = session;
    this.execution = execution;
    this.catalogs = List.copyOf(catalogs);
    this.fileFindings = List.copyOf(fileFindings);
    this.failed = List.copyOf(failed);
  }

  public void write(Path findings, Path records) {
    createFileFindings();
    copy(findingsSql(), findings);
    copy(recordsSql(), records);
  }

  private void copy(String sql, Path target) {
    session.execute(
        "COPY (%s) TO %s (FORMAT parquet)".formatted(sql, Sql.literal(target.toString())));
  }

  private String findingsSql() {
    List<String> sections = new ArrayList<>();
    sections.add("SELECT * FROM file_findings");
    for (Delivered delivered : catalogs) {
      sections.add(faults(delivered));
      staged(delivered, sections);
      hits(delivered, sections);
    }
    String order =
        total() <= SORTED ? " ORDER BY o, f NULLS FIRST, record NULLS FIRST, line, k" : "";
    return """
    SELECT %s AS execution, catalog, file, record, line, "column", %s AS value, rule, code,
      severity, message_es, message_en
    FROM (%s)%s\
    """
        .formatted(
            Sql.literal(execution.toString()),
            shortened("value"),
            String.join("\nUNION ALL\n", sections),
            order);
  }

  private long total() {
    long staged =
        catalogs.stream()
            .map(Delivered::staged)
            .flatMap(s -> s.checks().stream().map(s::failures))
            .mapToLong(Long::longValue)
            .sum();
    long finish = failed.stream().mapToLong(f -> Math.max(1, f.records())).sum();
    return staged + finish + fileFindings.size() + session.number("SELECT count(*) FROM faults");
  }

  /// At most 64 KiB of a cell are kept.
  private static String shortened(String value) {
    return "CASE WHEN strlen(%1$s) <= %2$d THEN %1$s WHEN strlen(%1$s) = length(%1$s) THEN left(%1$s, %2$d) ELSE left(%1$s, %3$d) END"
        .formatted(value, QUOTED_BYTES, QUOTED_BYTES / 4);
  }

  private void createFileFindings() {
    session.execute(
        """
        CREATE TABLE file_findings (o INTEGER, f INTEGER, k INTEGER, catalog VARCHAR, file VARCHAR,
          record BIGINT, line BIGINT, "column" VARCHAR, value VARCHAR, rule VARCHAR, code VARCHAR,
          severity VARCHAR, message_es VARCHAR, message_en VARCHAR)\
        """);
    List<String> rows = new ArrayList<>();
    fileFindings.forEach(finding -> rows.add(row(finding)));
    failed.stream().filter(f -> !f.perRecord()).forEach(f -> rows.add(row(f)));
    if (!rows.isEmpty()) {
      session.execute("INSERT INTO file_findings VALUES " + String.join(",\n", rows));
    }
  }

  private String row(FileFinding f) {
    return "(%d, NULL, -2, %s, %s, NULL, NULL, %s, %s, %s, %s, %s, %s, %s)"
        .formatted(
            orderOf(f.catalog()),
            text(f.catalog()),
            text(f.file()),
            text(f.column()),
            text(f.value()),
            text(f.code().ruleName()),
            text(f.code().name()),
            text(f.severity().word()),
            text(f.message().es()),
            text(f.message().en()));
  }

  /// One finding for all records of a catalog or package rule.
  private String row(FailedCheck failure) {
    Check check = failure.check();
    Delivered of = failure.catalog() < 0 ? null : delivered(failure.catalog());
    return "(%d, NULL, -1, %s, %s, NULL, NULL, %s, NULL, %s, %s, %s, %s, %s)"
        .formatted(
            failure.catalog(),
            of == null ? "NULL" : text(of.catalog()),
            of == null ? "NULL" : text(of.file()),
            text(check.column()),
            text(check.rule()),
            text(check.code().name()),
            text(check.severity().word()),
            text(check.message().es() + records(failure, Language.ES)),
            text(check.message().en() + records(failure, Language.EN)));
  }

  private static String records(FailedCheck failure, Language language) {
    if (failure.isWhole()) {
      return "";
    }
    boolean one = failure.records() == 1;
    Message noun = one ? new Message("registro", "record") : new Message("registros", "records");
    return " (%s %s)".formatted(Figures.grouped(failure.records(), language), noun.in(language));
  }

  private int orderOf(String catalog) {
    return catalogs.stream()
        .filter(d -> d.catalog().equals(catalog))
        .map(d -> d.staged().index())
        .findFirst()
        .orElse(-1);
  }

  private Delivered delivered(int index) {
    return catalogs.stream().filter(d -> d.staged().index() == index).findFirst().orElseThrow();
  }

  private static String text(String value) {
    return value.isEmpty() ? "NULL" : Sql.literal(value);
  }

  private String faults(Delivered delivered) {
    return """
    SELECT %d AS o, f, -1 AS k, %s AS catalog, %s AS file, record, line, NULL AS "column", value,
      lower(code) AS rule, code, 'error' AS severity, %s AS message_es, %s AS message_en
    FROM faults WHERE c = %1$d\
    """
        .formatted(
            delivered.staged().index(),
            Sql.literal(delivered.catalog()),
            delivered.fileSql("f"),
            FaultMessages.sql(delivered.staged().catalog().format(), true),
            FaultMessages.sql(delivered.staged().catalog().format(), false));
  }

  /// Rows in the order of the parts; each with as many findings as checks it failed.
  private void staged(Delivered delivered, List<String> sections) {
    StagedCatalog staged = delivered.staged();
    List<Check> failing = staged.checks().stream().filter(c -> staged.failures(c) > 0).toList();
    if (failing.isEmpty()) {
      return;
    }
    String ids =
        failing.stream()
            .map(c -> "CASE WHEN %s THEN %d END".formatted(c.failed(), c.id()))
            .collect(Collectors.joining(", "));
    String rows = "SELECT *, unnest([%s]) AS k FROM %s".formatted(ids, staged.scanFailing());
    sections.add(
        section(
            delivered,
            failing,
            "(SELECT *, file_row_number AS r FROM (" + rows + ") WHERE k IS NOT NULL)"));
  }

  private void hits(Delivered delivered, List<String> sections) {
    StagedCatalog staged = delivered.staged();
    List<Check> failing =
        failed.stream()
            .filter(f -> f.perRecord() && f.catalog() == staged.index())
            .map(FailedCheck::check)
            .toList();
    if (!failing.isEmpty()) {
      String ids = failing.stream().map(c -> "" + c.id()).collect(Collectors.joining(", "));
      sections.add(section(delivered, failing, hitRows(staged, "k IN (" + ids + ")")));
    }
  }

  private static String hitRows(StagedCatalog staged, String condition) {
    return "(SELECT s.*, h.k, h.r FROM %s AS s JOIN (SELECT * FROM hits WHERE c = %d AND %s) AS h ON s.p = h.p AND s.file_row_number = h.r)"
        .formatted(staged.scan(), staged.index(), condition);
  }

  /// @param rows relation with the staged columns, `k` the failed check and `r` the ordinal
  private String section(Delivered delivered, List<Check> failing, String rows) {
    StagedCatalog staged = delivered.staged();
    return """
    SELECT %d AS o, l.f, b.k, %s AS catalog, %s AS file, b.r + l.record_delta AS record,
      b.r + l.line_delta AS line, i."column", %s AS value, i.rule, i.code, i.severity,
      i.message_es, i.message_en
    FROM %s AS b %s JOIN (VALUES %s)
      AS i(k, "column", rule, code, severity, message_es, message_en) ON b.k = i.k\
    """
        .formatted(
            staged.index(),
            Sql.literal(staged.catalog().id()),
            delivered.fileSql("l.f"),
            values(staged, failing),
            rows,
            Lines.join(session, staged),
            failing.stream().map(FindingsFile::info).collect(Collectors.joining(",\n")));
  }

  private static String values(StagedCatalog staged, List<Check> failing) {
    String branches =
        failing.stream()
            .map(c -> " WHEN %d THEN %s".formatted(c.id(), staged.quoted(c.fields())))
            .collect(Collectors.joining());
    return "CASE b.k" + branches + " END";
  }

  private static String info(Check check) {
    return "(%d, %s, %s, %s, %s, %s, %s)"
        .formatted(
            check.id(),
            text(check.column()),
            text(check.rule()),
            text(check.code().name()),
            text(check.severity().word()),
            text(check.message().es()),
            text(check.message().en()));
  }

  private String recordsSql() {
    List<String> sections = new ArrayList<>();
    sections.add(
        """
        SELECT CAST(NULL AS VARCHAR) AS finding, CAST(NULL AS VARCHAR) AS catalog,
          CAST(NULL AS INTEGER) AS f, CAST(NULL AS VARCHAR) AS file,
          CAST(NULL AS BIGINT) AS record, CAST(NULL AS BIGINT) AS line,
          CAST(NULL AS VARCHAR) AS value WHERE false\
        """);
    for (Delivered delivered : catalogs) {
      StagedCatalog staged = delivered.staged();
      failed.stream()
          .filter(f -> !f.perRecord() && !f.isWhole() && f.catalog() == staged.index())
          .map(
              f -> section(delivered, List.of(f.check()), hitRows(staged, "k = " + f.check().id())))
          .map(s ->
              "SELECT rule AS finding, catalog, f, file, record, line, %s AS value FROM (%s)"
                  .formatted(shortened("value"), s))
          .forEach(sections::add);
    }
    return "SELECT * EXCLUDE (f) FROM (%s) ORDER BY catalog, finding, f, record"
        .formatted(String.join("\nUNION ALL\n", sections));
  }

  /// All findings, by catalog, rule, severity, code and column.
  public static List<ColumnCount> counts(Session session, Path findings) {
    return session.query(
        """
        SELECT coalesce(catalog, ''), rule, severity, code, coalesce("column", ''), count(*)
        FROM read_parquet(%s) GROUP BY ALL ORDER BY ALL\
        """
            .formatted(Sql.literal(findings.toString())),
        row ->
            new ColumnCount(
                row.getString(1),
                row.getString(2),
                Severity.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                FindingCode.valueOf(row.getString(4)),
                row.getString(5),
                row.getLong(6)));
  }
}
