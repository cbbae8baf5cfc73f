package dev.sage.bench.pandas;

import dev.sage.bench.pandas.RuleOutcome.Fails;
import dev.sage.bench.pandas.RuleOutcome.Whole;
import dev.sage.testing.conformance.Contracts;
import dev.sage.testing.conformance.RuleCase;
import dev.sage.testing.conformance.RuleTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// `sage check` of rules over tables.
final class Sage {
  private final Path launcher;
  private final Path folder;

  Sage(Path launcher, Path folder) {
    this.launcher = launcher;
    this.folder = folder;
  }

  /// What came of each rule, by its line.
  Map<Integer, RuleOutcome> evaluate(List<RuleTable> tables, List<RuleCase> rules)
      throws IOException, InterruptedException, SQLException {
    Path contract = Files.writeString(folder.resolve("contract.yaml"), Contracts.of(tables, rules));
    Path data = Files.write(folder.resolve(Contracts.dataName(tables)), Contracts.data(tables));
    Path out = Files.createTempDirectory(folder, "check").resolve("execution");
    Path log = folder.resolve("sage.log");
    int exit =
        new ProcessBuilder(
                launcher.toString(),
                "check",
                contract.toString(),
                data.toString(),
                "--out",
                out.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    if (exit > 1) {
      throw new IllegalStateException("sage check ended with " + exit + "; " + log);
    }
    return outcomes(out, rules);
  }

  private static Map<Integer, RuleOutcome> outcomes(Path out, List<RuleCase> rules)
      throws SQLException {
    Set<String> failed = new HashSet<>();
    Map<String, Map<String, List<Long>>> records = new HashMap<>();
    read(
        """
        SELECT DISTINCT rule, NULL, NULL FROM read_parquet('%1$s') WHERE record IS NULL
        UNION ALL SELECT rule, catalog, record FROM read_parquet('%1$s') WHERE record IS NOT NULL
        UNION ALL SELECT finding, catalog, record FROM read_parquet('%2$s')
        ORDER BY 3\
        """
            .formatted(out.resolve("findings.parquet"), out.resolve("finding_records.parquet")),
        failed,
        records);
    Map<Integer, RuleOutcome> outcomes = new HashMap<>();
    for (RuleCase rule : rules) {
      String name = rule.spellings().getFirst().id();
      Map<String, List<Long>> named = records.getOrDefault(name, Map.of());
      outcomes.put(
          rule.line(),
          failed.contains(name) && named.isEmpty() ? new Whole(false) : new Fails(named));
    }
    return outcomes;
  }

  private static void read(
      String sql, Set<String> failed, Map<String, Map<String, List<Long>>> records)
      throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        failed.add(row.getString(1));
        if (row.getString(2) != null) {
          records
              .computeIfAbsent(row.getString(1), _ -> new TreeMap<>())
              .computeIfAbsent(row.getString(2), _ -> new ArrayList<>())
              .add(row.getLong(3));
        }
      }
    }
  }
}
