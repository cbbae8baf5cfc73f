package dev.sage.engine.report;

import dev.sage.spi.Severity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// `report.json`, in the published shape.
public final class ReportJson {
  private ReportJson() {}

  public static byte[] of(Report report) {
    return Json.object(json ->
        json.object("execution_info", info -> execution(info, report))
            .object("summary", summary -> summary(summary, report))
            .object("files", files -> files(files, report))
            .object("validation", validation -> validation(validation, report))
            .objects("materializations", report.materializations(), ReportJson::load)
            .objects("events", report.events(), ReportJson::event));
  }

  private static void execution(Json json, Report report) {
    json.put("execution_id", report.execution().toString())
        .put("start_time", time(report.started()))
        .put("end_time", time(report.ended()))
        .put("duration", report.duration().toMillis() / 1000.0)
        .put("inbox_id", report.origin().inbox().map(UUID::toString).orElse(null))
        .put("sender_id", report.origin().sender().map(UUID::toString).orElse(null))
        .put("method", report.method())
        .put("contract", report.contract())
        .put("contract_sha256", report.contractSha256())
        .put("file", report.file())
        .put("file_sha256", report.fileSha256())
        .put("placement", report.origin().placement())
        .put("corrects", report.corrects().map(UUID::toString).orElse(null));
  }

  private static void summary(Json json, Report report) {
    json.put("total_records", report.read())
        .put("accepted", report.accepted())
        .put("rejected", report.rejected())
        .put("filtered", report.filtered())
        .put("errors", report.count(Severity.ERROR))
        .put("warnings", report.count(Severity.WARNING))
        .put("messages", report.count(Severity.MESSAGE))
        .put("success_rate", report.successRate())
        .put("status", report.status())
        .put("refusal", report.refusal().orElse(null));
  }

  private static void files(Json json, Report report) {
    json.object(
            "statistics",
            statistics ->
                report
                    .catalogs()
                    .forEach(c -> statistics.object(c.catalog(), of -> catalog(of, c))))
        .texts("missing_files", report.missingFiles())
        .texts("format_errors", report.formatErrors());
  }

  private static void catalog(Json json, CatalogResult catalog) {
    json.put("file", catalog.file())
        .put("records", catalog.read())
        .put("accepted", catalog.accepted())
        .put("rejected", catalog.rejected())
        .put("errors", catalog.errors())
        .put("warnings", catalog.warnings());
    if (catalog.filtered() > 0) {
      json.put("filtered", catalog.filtered());
    }
    if (!catalog.files().isEmpty()) {
      json.objects("files", catalog.files(), ReportJson::file);
    }
  }

  private static void file(Json json, CatalogResult.FileResult file) {
    json.put("file", file.file())
        .put("records", file.read())
        .put("accepted", file.read() - file.rejected())
        .put("rejected", file.rejected());
  }

  private static void validation(Json json, Report report) {
    json.objects("failures", report.failures(), ReportJson::failure)
        .put("failures_total", report.byRule().stream().mapToLong(RuleCount::count).sum())
        .objects("by_rule", report.byRule(), ReportJson::rule)
        .texts("skipped_rules", report.skippedRules());
  }

  private static void failure(Json json, Failure failure) {
    json.put("severity", failure.severity())
        .put("code", failure.code())
        .put("message", failure.message())
        .put("catalog", failure.catalog())
        .put("file", failure.file())
        .putNumber("record", failure.record())
        .putNumber("line", failure.line())
        .put("field", failure.field())
        .put("rule", failure.rule())
        .put("value", failure.value());
  }

  private static void rule(Json json, RuleCount rule) {
    json.put("catalog", rule.catalog().isEmpty() ? null : rule.catalog())
        .put("rule", rule.rule())
        .put("severity", rule.severity().word())
        .put("code", rule.code().name())
        .put("count", rule.count());
  }

  private static void load(Json json, LoadResult load) {
    json.put("id", load.id())
        .put("strategy", load.strategy())
        .put("destination", load.destination())
        .put("rows", load.rows())
        .put("outcome", load.outcome())
        .put("duration", load.duration().toMillis() / 1000.0);
  }

  private static void event(Json json, Event event) {
    json.put("time", time(event.time()))
        .put("level", event.level())
        .put("message", event.message());
  }

  public static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
