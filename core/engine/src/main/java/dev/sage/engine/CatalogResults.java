package dev.sage.engine;

import dev.sage.engine.report.CatalogResult;
import dev.sage.engine.report.CatalogResult.FileResult;
import dev.sage.engine.report.Delivered;
import dev.sage.engine.report.Rejects;
import dev.sage.engine.report.RuleCount;
import dev.sage.engine.sql.Session;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.Severity;
import java.util.ArrayList;
import java.util.List;

/// What came of each catalog, counted from staging and held against the splitter's own count.
final class CatalogResults {
  private CatalogResults() {}

  /// @throws SageException CONSERVATION where a record was lost, or came from nowhere
  static List<CatalogResult> of(Session session, List<ReadCatalog> read, List<RuleCount> byRule) {
    List<CatalogResult> results = new ArrayList<>();
    for (ReadCatalog one : read) {
      Delivered delivered = one.delivered();
      Rejects rejects = new Rejects(session, delivered.staged());
      CatalogResult result =
          new CatalogResult(
              delivered.catalog(),
              delivered.file(),
              delivered.hasSeveralFiles() ? ofFiles(session, one) : List.of(),
              delivered.read(),
              rejects.accepted(),
              rejects.count(),
              count(byRule, delivered.catalog(), Severity.ERROR),
              count(byRule, delivered.catalog(), Severity.WARNING),
              0);
      requireConservation(result);
      results.add(result);
    }
    return results;
  }

  private static List<FileResult> ofFiles(Session session, ReadCatalog one) {
    List<FileResult> results = new ArrayList<>();
    for (int i = 0; i < one.files().size(); i++) {
      ReadFile file = one.files().get(i);
      Rejects rejects = Rejects.ofFile(session, one.delivered().staged(), i, file.partNumbers());
      results.add(new FileResult(file.name(), file.read(), rejects.count()));
    }
    return results;
  }

  private static void requireConservation(CatalogResult result) {
    if (result.read() != result.accepted() + result.rejected()) {
      throw new SageException(
          ErrorCode.CONSERVATION,
          "Catalog %s: %d records were read, but %d accepted and %d rejected. Nothing is loaded."
              .formatted(result.catalog(), result.read(), result.accepted(), result.rejected()));
    }
  }

  private static long count(List<RuleCount> byRule, String catalog, Severity severity) {
    return byRule.stream()
        .filter(rule -> rule.catalog().equals(catalog) && rule.severity() == severity)
        .mapToLong(RuleCount::count)
        .sum();
  }
}
