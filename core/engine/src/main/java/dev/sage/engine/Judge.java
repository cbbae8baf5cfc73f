package dev.sage.engine;

import dev.sage.contract.Policy;
import dev.sage.engine.finish.FailedCheck;
import dev.sage.engine.report.CatalogResult;
import dev.sage.engine.report.FileFinding;
import dev.sage.engine.report.RuleCount;
import dev.sage.spi.FindingCode;
import dev.sage.spi.Severity;
import java.util.List;
import java.util.Optional;

/// Decides whether the accepted rows of a delivery may be landed.
///
/// A package's policy judges the whole delivery. Without one each catalog is judged by its own, and
/// one that is refused refuses the delivery: what was sent together lands together.
final class Judge {
  private final Policies policies;
  private final List<FileFinding> fileFindings;
  private final List<FailedCheck> failed;
  private final List<String> known;

  /// @param failed checks of the finish step; their catalogs are places in `known`
  /// @param known ids of the catalogs that were read, in the order of the execution
  Judge(
      Policies policies,
      List<FileFinding> fileFindings,
      List<FailedCheck> failed,
      List<String> known) {
    this.policies = policies;
    this.fileFindings = List.copyOf(fileFindings);
    this.failed = List.copyOf(failed);
    this.known = List.copyOf(known);
  }

  Verdict judge(List<CatalogResult> catalogs, List<RuleCount> byRule) {
    Verdict.Tally general = general(byRule);
    Optional<Policy> whole = policies.whole();
    if (whole.isPresent()) {
      Verdict.Tally sum = catalogs.stream().map(this::of).reduce(general, Verdict.Tally::plus);
      return Verdict.of(whole.get(), sum);
    }
    if (general.errors() > 0) {
      return Verdict.of(policies.general(), general);
    }
    return catalogs.stream()
        .map(catalog -> Verdict.of(policies.of(catalog.catalog()), of(catalog)))
        .filter(Verdict::isRefused)
        .findFirst()
        .orElse(Verdict.ACCEPTED);
  }

  private Verdict.Tally of(CatalogResult catalog) {
    boolean structural =
        fileFindings.stream().anyMatch(f -> f.catalog().equals(catalog.catalog()) && refuses(f));
    int index = known.indexOf(catalog.catalog());
    boolean wholeRule = failed.stream().anyMatch(f -> f.catalog() == index && refuses(f));
    return new Verdict.Tally(
        catalog.read(), catalog.rejected(), catalog.errors(), structural, wholeRule);
  }

  /// Errors that belong to no catalog that was read: missing members, rules over the package.
  private Verdict.Tally general(List<RuleCount> byRule) {
    long errors =
        byRule.stream()
            .filter(r -> r.severity() == Severity.ERROR && !known.contains(r.catalog()))
            .mapToLong(RuleCount::count)
            .sum();
    boolean structural =
        fileFindings.stream().anyMatch(f -> !known.contains(f.catalog()) && refuses(f));
    boolean wholeRule = failed.stream().anyMatch(f -> f.catalog() < 0 && refuses(f));
    return new Verdict.Tally(0, 0, errors, structural, wholeRule);
  }

  /// Under any policy: the file is not what the contract says. An extra column is only dropped.
  private static boolean refuses(FileFinding finding) {
    return finding.severity() == Severity.ERROR && finding.code() != FindingCode.COLUMN_EXTRA;
  }

  private static boolean refuses(FailedCheck failure) {
    return failure.isWhole() && failure.check().severity() == Severity.ERROR;
  }
}
