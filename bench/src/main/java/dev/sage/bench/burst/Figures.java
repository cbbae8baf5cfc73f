package dev.sage.bench.burst;

import dev.sage.bench.server.BenchServer;
import dev.sage.testing.lambda.Invocation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a run took, as JSON: `bench/run scale --as-measured burst` holds the simulation to it.
final class Figures {
  private static final Pattern DONE =
      Pattern.compile("\"status\"\\s*:\\s*200.*\"execution_id\"\\s*:\\s*\"([0-9a-f-]{36})\"");

  /// What a server does at a time by itself.
  private static final int SLOTS = 3;

  private final BurstRun.Order order;
  private final BenchServer postgresql;
  private final String metadata;
  private final Account account;
  private final ObjectNode json = JsonMapper.shared().createObjectNode();

  Figures(BurstRun.Order order, BenchServer postgresql, String metadata, Account account) {
    this.order = order;
    this.postgresql = postgresql;
    this.metadata = metadata;
    this.account = account;
  }

  /// @param begun when the files began to come, in seconds of the epoch
  /// @param load of the machine meanwhile, from 0 to 1
  String json(double begun, double seconds, double load) {
    List<Invocation> invocations = account.lambda().invocations();
    json.put("files", order.files())
        .put("functions", order.functions())
        .put("slots", SLOTS)
        .put("limit", Account.limit(order.functions()))
        .put("faults", order.faults().crashes() > 0)
        .put("seconds", seconds)
        .put("invocations", invocations.size())
        .put("environments", account.lambda().environments())
        .put("start", start(invocations))
        .put("load", load);
    putExecutions(begun);
    byRows("here", here());
    byRows("there", there(invocations));
    return json.toPrettyString() + "\n";
  }

  private static double start(List<Invocation> invocations) {
    return invocations.stream()
        .filter(Invocation::cold)
        .mapToDouble(one -> one.init().toMillis() / 1e3)
        .average()
        .orElse(0);
  }

  private void putExecutions(double begun) {
    String[] row =
        one(
            """
            SELECT count(*) FILTER (WHERE colocacion <> 'local')::float8 / count(*),
              extract(epoch FROM min(recibida_en)), extract(epoch FROM max(recibida_en)),
              sum(intento), sum(fallos), sum(perdidas) FROM ejecuciones_yaml
            """);
    json.put("share", Double.parseDouble(row[0]))
        .put("first_taken", Double.parseDouble(row[1]) - begun)
        .put("last_taken", Double.parseDouble(row[2]) - begun)
        .put("attempts", Double.parseDouble(row[3]))
        .put("failures", Double.parseDouble(row[4]))
        .put("losses", Double.parseDouble(row[5]));
  }

  private String[] one(String sql) {
    return postgresql.queryIn(metadata, sql).getFirst().split("\\|");
  }

  private Map<Integer, Mean> here() {
    Map<Integer, Mean> means = new TreeMap<>();
    postgresql
        .queryIn(
            metadata,
            """
            SELECT leidas, extract(epoch FROM terminada_en - iniciada_en) FROM ejecuciones_yaml
            WHERE colocacion = 'local' AND leidas IS NOT NULL AND terminada_en IS NOT NULL
            """)
        .forEach(row -> add(means, row.split("\\|")));
    return means;
  }

  private static void add(Map<Integer, Mean> means, String[] row) {
    means.computeIfAbsent(Integer.valueOf(row[0]), _ -> new Mean()).add(Double.parseDouble(row[1]));
  }

  /// Of each execution the first invocation that ended well: later ones find its result.
  private Map<Integer, Mean> there(List<Invocation> invocations) {
    Map<String, Integer> rows = new HashMap<>();
    postgresql
        .queryIn(metadata, "SELECT id, leidas FROM ejecuciones_yaml WHERE leidas IS NOT NULL")
        .forEach(row -> rows.put(row.split("\\|")[0], Integer.valueOf(row.split("\\|")[1])));
    Map<Integer, Mean> means = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    for (Invocation one : invocations) {
      Matcher done = DONE.matcher(one.response());
      if (done.find() && rows.containsKey(done.group(1)) && seen.add(done.group(1))) {
        means
            .computeIfAbsent(rows.get(done.group(1)), _ -> new Mean())
            .add(one.duration().toMillis() / 1e3);
      }
    }
    return means;
  }

  private void byRows(String name, Map<Integer, Mean> means) {
    ObjectNode node = json.putObject(name);
    means.forEach((rows, mean) -> node.put(Integer.toString(rows), mean.value()));
  }

  private static final class Mean {
    private double sum;
    private int number;

    void add(double some) {
      sum += some;
      number++;
    }

    double value() {
      return sum / number;
    }
  }
}
