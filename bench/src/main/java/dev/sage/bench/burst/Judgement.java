package dev.sage.bench.burst;

import dev.sage.bench.server.BenchServer;
import dev.sage.connector.aws.DynamoDbLeases;
import dev.sage.testing.lambda.Invocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// Holds what is there at the end against what was delivered.
final class Judgement {
  private final MixedFiles files;
  private final BenchServer postgresql;
  private final String metadata;
  private final Account account;
  private final List<String> violations = new ArrayList<>();

  Judgement(MixedFiles files, BenchServer postgresql, String metadata, Account account) {
    this.files = files;
    this.postgresql = postgresql;
    this.metadata = metadata;
    this.account = account;
  }

  BurstRun.Outcome outcome(double seconds, String json) {
    judgeExecutions();
    judgeRows();
    judgeLocks();
    return new BurstRun.Outcome(
        violations, placed("<> 'local'"), placed("= 'funcion_en_partes'"), figures(seconds), json);
  }

  private long placed(String where) {
    String sql = "SELECT count(*) FROM ejecuciones_yaml WHERE colocacion " + where;
    return Long.parseLong(postgresql.queryIn(metadata, sql).getFirst());
  }

  /// Every file has one execution, which ended well.
  private void judgeExecutions() {
    List<String> rows =
        postgresql.queryIn(
            metadata,
            """
            SELECT estado, count(*), count(DISTINCT entrega_id), sum(leidas)
            FROM ejecuciones_yaml GROUP BY estado ORDER BY estado
            """);
    String wanted = "completada|%d|%d|%d".formatted(files.files(), files.files(), files.rows());
    require(rows.equals(List.of(wanted)), "executions: " + rows + " instead of " + wanted);
  }

  private void judgeRows() {
    Map<String, String> there = new TreeMap<>();
    postgresql
        .query("SELECT archivo, count(*), count(DISTINCT id) FROM ventas GROUP BY archivo")
        .forEach(row -> there.put(row.split("\\|", 2)[0], row.split("\\|", 2)[1]));
    for (int file = 0; file < files.files(); file++) {
      String wanted = files.rows(file) + "|" + files.rows(file);
      String found = there.remove(Integer.toString(file));
      require(wanted.equals(found), "rows of file %d: %s not %s".formatted(file, found, wanted));
    }
    require(there.isEmpty(), "rows of files that nobody sent: " + there);
  }

  /// Who asks for a lock that nobody holds gets it at once.
  private void judgeLocks() {
    try (DynamoDbLeases leases = account.leases()) {
      for (String id : postgresql.queryIn(metadata, "SELECT id FROM ejecuciones_yaml")) {
        boolean free =
            leases.acquire(UUID.fromString(id), "judge", Duration.ofSeconds(1), 1).isPresent();
        require(free, "somebody still holds the lock of " + id);
      }
    }
  }

  private void require(boolean good, String otherwise) {
    if (!good) {
      violations.add(otherwise);
    }
  }

  private List<String> figures(double seconds) {
    List<Invocation> invocations = account.lambda().invocations();
    return List.of(
        String.format(
            Locale.ROOT,
            "%,d files, %,d rows in %.1f s: %,.0f files/h",
            files.files(),
            files.rows(),
            seconds,
            files.files() * 3600 / seconds),
        "places: "
            + postgresql.queryIn(
                metadata,
                "SELECT colocacion, count(*) FROM ejecuciones_yaml GROUP BY colocacion ORDER BY 1"),
        "attempts, failures, losses: "
            + postgresql.queryIn(
                metadata, "SELECT sum(intento), sum(fallos), sum(perdidas) FROM ejecuciones_yaml"),
        "invocations: %d in %d environments: %s"
            .formatted(invocations.size(), account.lambda().environments(), outcomes(invocations)),
        String.format(
            Locale.ROOT,
            "cold starts until the first event: %.0f ms in the middle; an invocation %.0f ms in the middle; peak memory of a function %.0f MiB",
            middle(
                invocations.stream()
                    .filter(Invocation::cold)
                    .map(i -> (double) i.init().toMillis())
                    .toList()),
            middle(invocations.stream().map(i -> (double) i.duration().toMillis()).toList()),
            invocations.stream().mapToLong(Invocation::peakMemory).max().orElse(0)
                / (double) (1 << 20)));
  }

  private static Map<Invocation.Outcome, Integer> outcomes(List<Invocation> invocations) {
    Map<Invocation.Outcome, Integer> outcomes = new TreeMap<>();
    invocations.forEach(one -> outcomes.merge(one.outcome(), 1, Integer::sum));
    return outcomes;
  }

  private static double middle(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
  }
}
