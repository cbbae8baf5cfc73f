package dev.sage.engine.report;

import dev.sage.spi.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Everything that `report.json` says.
///
/// @param corrects the execution whose rejects were corrected
/// @param origin where the delivery came from
/// @param failures the first thousand findings
/// @param byColumn counts over all findings
public record Report(
    UUID execution,
    Instant started,
    Instant ended,
    String method,
    String contract,
    String contractSha256,
    String file,
    String fileSha256,
    Optional<UUID> corrects,
    Origin origin,
    List<CatalogResult> catalogs,
    List<String> missingFiles,
    List<String> formatErrors,
    List<Failure> failures,
    List<ColumnCount> byColumn,
    List<String> skippedRules,
    List<LoadResult> materializations,
    List<Event> events,
    boolean landed,
    Optional<String> refusal) {
  public Report {
    catalogs = List.copyOf(catalogs);
    missingFiles = List.copyOf(missingFiles);
    formatErrors = List.copyOf(formatErrors);
    failures = List.copyOf(failures);
    byColumn = List.copyOf(byColumn);
    skippedRules = List.copyOf(skippedRules);
    materializations = List.copyOf(materializations);
    events = List.copyOf(events);
  }

  public Duration duration() {
    return Duration.between(started, ended);
  }

  /// How many findings each rule has, in all its columns.
  public List<RuleCount> byRule() {
    return RuleCount.over(byColumn);
  }

  public long count(Severity severity) {
    return byColumn.stream()
        .filter(of -> of.severity() == severity)
        .mapToLong(ColumnCount::count)
        .sum();
  }

  public long read() {
    return catalogs.stream().mapToLong(CatalogResult::read).sum();
  }

  public long accepted() {
    return catalogs.stream().mapToLong(CatalogResult::accepted).sum();
  }

  /// Accepted rows that transformations left out.
  public long filtered() {
    return catalogs.stream().mapToLong(CatalogResult::filtered).sum();
  }

  public long rejected() {
    return catalogs.stream().mapToLong(CatalogResult::rejected).sum();
  }

  /// The published words; they are Spanish in every language.
  public String status() {
    if (count(Severity.ERROR) > 0) {
      return landed ? "Parcial" : "Fallido";
    }
    return destinationFailed() || count(Severity.WARNING) > 0 ? "Parcial" : "Éxito";
  }

  /// Whether a destination could not take the rows.
  public boolean destinationFailed() {
    return materializations.stream().anyMatch(result -> result.outcome().equals("failed"));
  }

  /// Accepted of all, in percent; 100 for an empty file.
  public double successRate() {
    return read() == 0 ? 100 : accepted() * 100.0 / read();
  }

  /// 0: no errors in the data; 1: there are.
  public int exit() {
    return count(Severity.ERROR) > 0 ? 1 : 0;
  }
}
