package dev.sage.engine.report;

import dev.sage.spi.FindingCode;
import dev.sage.spi.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How many findings a rule has. Empty `catalog`: about no catalog.
public record RuleCount(
    String catalog, String rule, Severity severity, FindingCode code, long count) {

  /// The sums over all columns, in the order of their first ones.
  public static List<RuleCount> over(List<ColumnCount> columns) {
    Map<RuleCount, Long> sums = new LinkedHashMap<>();
    columns.forEach(c ->
        sums.merge(
            new RuleCount(c.catalog(), c.rule(), c.severity(), c.code(), 0), c.count(), Long::sum));
    return sums.entrySet().stream().map(e -> e.getKey().withCount(e.getValue())).toList();
  }

  private RuleCount withCount(long sum) {
    return new RuleCount(catalog, rule, severity, code, sum);
  }
}
