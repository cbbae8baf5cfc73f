package dev.sage.bench.daemons;

import dev.sage.bench.server.Api;
import dev.sage.bench.server.BenchServer;
import dev.sage.bench.server.Distribution;
import dev.sage.bench.server.Pause;
import dev.sage.bench.server.SageServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Two servers over one PostgreSQL, one store and one folder, which are hit while files arrive.
///
/// ```
/// try (DaemonsRun run = DaemonsRun.start(folder, new Distribution(root))) {
///   DaemonsRun.Outcome outcome = run.run(new DaemonsRun.Order(200, 500, 200, 1));
/// }
/// ```
public final class DaemonsRun implements AutoCloseable {
  private static final int SERVERS = 2;
  private static final Duration REST = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration BALANCER = Duration.ofSeconds(2);

  private final Path home;
  private final BenchServer postgresql;
  private final List<SageServer> servers;
  private final Fleet fleet;

  private DaemonsRun(Path home, BenchServer postgresql, List<SageServer> servers) {
    this.home = home;
    this.postgresql = postgresql;
    this.servers = servers;
    this.fleet = new Fleet(servers, postgresql);
  }

  /// @param rows of each file
  public record Order(int kills, int files, int rows, long seed) {}

  /// How a run ended.
  ///
  /// @param violations what must not be; none: all is well
  /// @param figures for people
  public record Outcome(int kills, List<String> violations, List<String> figures) {
    public Outcome {
      violations = List.copyOf(violations);
      figures = List.copyOf(figures);
    }
  }

  /// Starts everything and returns when it is well.
  ///
  /// @param folder for everything; emptied
  public static DaemonsRun start(Path folder, Distribution distribution)
      throws IOException, InterruptedException {
    BenchServer.delete(folder);
    Path home = Files.createDirectories(folder).toRealPath();
    BenchServer postgresql = BenchServer.start(home.resolve("postgresql"));
    DaemonsRun run = null;
    try {
      postgresql.run("CREATE DATABASE " + Oracle.METADATA, Contracts.TABLE);
      run = new DaemonsRun(home, postgresql, servers(home, distribution, postgresql));
      for (int i = 0; i < SERVERS; i++) {
        run.fleet.start(i);
      }
      return run;
    } catch (IOException | RuntimeException | InterruptedException e) {
      if (run == null) {
        postgresql.close();
      } else {
        run.close();
      }
      throw e;
    }
  }

  private static List<SageServer> servers(
      Path home, Distribution distribution, BenchServer postgresql) throws IOException {
    List<SageServer> servers = new ArrayList<>();
    for (int i = 1; i <= SERVERS; i++) {
      Map<String, String> settings = new HashMap<>(common(home, postgresql));
      settings.put("SAGE_DAEMON_NAME", "daemon-" + i);
      servers.add(new SageServer(distribution, home.resolve("server-" + i), settings));
    }
    return servers;
  }

  private static Map<String, String> common(Path home, BenchServer postgresql) {
    return Map.ofEntries(
        Map.entry("SAGE_METADATA_URL", postgresql.url(Oracle.METADATA)),
        Map.entry("SAGE_DESTINATIONS_WAREHOUSE", postgresql.url()),
        Map.entry("SAGE_STORE_URL", home.resolve("store").toUri().toString()),
        Map.entry("SAGE_LANGUAGE", "en"),
        Map.entry("SAGE_DAEMON_LEASE", Fleet.LEASE.toSeconds() + "s"),
        Map.entry("SAGE_DAEMON_SCAN_INTERVAL", "500ms"),
        Map.entry("SAGE_EXECUTIONS_RETRIES", "100"),
        Map.entry("SAGE_EXECUTIONS_MEMORY", "128MiB"),
        Map.entry("SAGE_EXECUTIONS_THREADS", "1"),
        Map.entry("SAGE_LIMITS_REQUESTS", "1000000/s"),
        Map.entry("SAGE_LIMITS_ANONYMOUS", "1000000/s"));
  }

  /// Delivers, hits, waits until all is quiet, stops the servers and looks. Once for each run.
  public Outcome run(Order order) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Path folder = Files.createDirectories(home.resolve("inbox"));
    Api setup = api(PATIENCE);
    String inbox = prepare(setup, folder);
    Delivered delivered = new Delivered(order.files(), order.rows());
    Figures figures = new Figures();
    try (Senders senders = new Senders(delivered, folder, api(PATIENCE), inbox);
        Hits hits = new Hits(fleet, new Random(order.seed() * 31 + 7));
        Probes probes = new Probes(api(BALANCER), "sondas", fleet::isServed)) {
      hits.run(order.kills(), kills -> release(senders, order, kills));
      senders.releaseTo(order.files());
      senders.await();
      figures.add("availability", probes.stop());
      figures.add("hits", hits.figures());
      figures.add("uploads sent again", senders.repeated());
      awaitQuiet(inbox, delivered);
      kills = hits.figures().kills();
    }
    fleet.stop();
    figures.add("executions by state", states(inbox));
    figures.add("attempts, failures, losses", attempts(inbox));
    figures.add("rows in the destination", postgresql.query("SELECT count(*) FROM ventas"));
    figures.add("seconds", (System.nanoTime() - begun) / 1_000_000_000);
    List<String> violations =
        new Oracle(delivered, postgresql, inbox, folder, home.resolve("store")).violations();
    return new Outcome(kills, violations, figures.lines());
  }

  private int kills;

  private static final class Figures {
    private final List<String> lines = new ArrayList<>();

    void add(String what, Object figure) {
      lines.add(what + ": " + figure);
    }

    List<String> lines() {
      return lines;
    }
  }

  private static void release(Senders senders, Order order, int kills) {
    try {
      senders.releaseTo((int) ((kills + 1L) * order.files() / order.kills()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Api api(Duration patience) throws IOException {
    List<URI> urls = servers.stream().map(SageServer::url).toList();
    String token = servers.getFirst().token().orElseThrow();
    return new Api(urls, token, patience);
  }

  /// Contract and inboxes; the id of the one with the folder.
  private static String prepare(Api api, Path folder) throws InterruptedException {
    api.publish("ventas", Contracts.YAML);
    api.post("/api/v1/inboxes", "{\"name\": \"sondas\", \"contract\": \"ventas\"}").orThrow();
    String form =
        "{\"name\": \"ventas\", \"contract\": \"ventas\", \"folder\": \"%s\", \"settle\": \"1s\", \"on_error\": \"reject_rows\"}"
            .formatted(folder);
    return api.post("/api/v1/inboxes", form).orThrow().json().path("id").asString();
  }

  /// Every content has an execution, all have ended, and nothing waits to be moved.
  private void awaitQuiet(String inbox, Delivered delivered) throws InterruptedException {
    String sql =
        """
        SELECT
          (SELECT count(*) FROM entregas WHERE casilla_id = '%1$s' AND ruta IS NOT NULL),
          (SELECT count(*) FROM entregas
            WHERE casilla_id = '%1$s' AND ruta IS NOT NULL AND movida_en IS NULL)
          + (SELECT count(*) FROM ejecuciones_yaml WHERE estado IN ('pendiente', 'procesando'))
        """
            .formatted(inbox);
    long dropped =
        java.util.stream.IntStream.range(0, delivered.files())
            .filter(file -> !Delivered.isUploaded(file))
            .count();
    long end = System.nanoTime() + REST.toNanos();
    String wanted = dropped + "|0";
    while (!postgresql.queryIn(Oracle.METADATA, sql).contains(wanted) && System.nanoTime() < end) {
      Pause.of(Duration.ofMillis(500));
    }
  }

  private List<String> states(String inbox) {
    return postgresql.queryIn(
        Oracle.METADATA,
        "SELECT estado, count(*), sum(leidas), sum(aceptadas), sum(rechazadas) FROM ejecuciones_yaml WHERE casilla_id = '%s' GROUP BY estado ORDER BY estado"
            .formatted(inbox));
  }

  private List<String> attempts(String inbox) {
    return postgresql.queryIn(
        Oracle.METADATA,
        "SELECT sum(intento), sum(fallos), sum(perdidas) FROM ejecuciones_yaml WHERE casilla_id = '%s'"
            .formatted(inbox));
  }

  @Override
  public void close() {
    fleet.close();
    postgresql.close();
  }
}
