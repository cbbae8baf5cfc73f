package dev.sage.bench.burst;

import dev.sage.bench.daemons.Contracts;
import dev.sage.bench.server.Api;
import dev.sage.bench.server.BenchServer;
import dev.sage.bench.server.Distribution;
import dev.sage.bench.server.Machine;
import dev.sage.bench.server.Pause;
import dev.sage.bench.server.SageServer;
import dev.sage.testing.lambda.Faults;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One server with a queue that is too long for it, and functions that do the rest.
///
/// ```
/// try (BurstRun run = BurstRun.start(folder, distribution, functionPackage, order)) {
///   BurstRun.Outcome outcome = run.run();
/// }
/// ```
public final class BurstRun implements AutoCloseable {
  private static final String METADATA = "sage";
  private static final Duration REST = Duration.ofMinutes(30);
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Order order;
  private final Path home;
  private final BenchServer postgresql;
  private final Account account;
  private final SageServer server;

  /// @param files of mixed size
  /// @param large rows of one more; 0: there is none
  /// @param functions at a time
  /// @param faults of the host of functions
  /// @param settings of the server, beyond those that it takes
  public record Order(
      int files, int large, int functions, Faults faults, Map<String, String> settings) {
    public Order {
      settings = Map.copyOf(settings);
    }

    MixedFiles mixed() {
      return new MixedFiles(files, large);
    }
  }

  /// How a run ended.
  ///
  /// @param violations what must not be; none: all is well
  /// @param elsewhere executions that were done in functions
  /// @param inParts those of them that were done in parts
  /// @param figures for people
  /// @param json the same and more, for the simulation
  public record Outcome(
      List<String> violations, long elsewhere, long inParts, List<String> figures, String json) {
    public Outcome {
      violations = List.copyOf(violations);
      figures = List.copyOf(figures);
    }
  }

  private BurstRun(
      Order order, Path home, BenchServer postgresql, Account account, SageServer server) {
    this.order = order;
    this.home = home;
    this.postgresql = postgresql;
    this.account = account;
    this.server = server;
  }

  /// Starts everything and returns when it is well.
  ///
  /// @param folder for everything; emptied
  /// @param function the folder of the built function
  public static BurstRun start(Path folder, Distribution distribution, Path function, Order order)
      throws IOException, InterruptedException {
    BenchServer.delete(folder);
    Path home = Files.createDirectories(folder).toRealPath();
    BenchServer postgresql = BenchServer.start(home.resolve("postgresql"));
    postgresql.run("CREATE DATABASE " + METADATA, Contracts.TABLE);
    Account account = new Account(function, postgresql.url(), order);
    Map<String, String> settings = new HashMap<>(account.settings(order.functions()));
    settings.put("SAGE_METADATA_URL", postgresql.url(METADATA));
    settings.put("SAGE_DESTINATIONS_WAREHOUSE", postgresql.url());
    settings.put("SAGE_LIMITS_REQUESTS", "1000000/s");
    settings.put("SAGE_DAEMON_LEASE", Account.LEASE.toSeconds() + "s");
    settings.put("SAGE_EXECUTIONS_MEMORY", "256MiB");
    settings.putAll(order.settings());
    SageServer server = new SageServer(distribution, home.resolve("server"), settings);
    BurstRun run = new BurstRun(order, home, postgresql, account, server);
    server.start();
    server.awaitWell();
    return run;
  }

  /// Where the API answers.
  public URI url() {
    return server.url();
  }

  /// Delivers, waits until all has ended, and looks. Once for each run.
  public Outcome run() throws IOException, InterruptedException {
    Api api = new Api(List.of(server.url()), server.token().orElseThrow(), Duration.ofMinutes(1));
    Path folder = Files.createDirectories(home.resolve("inbox"));
    prepare(api, folder);
    MixedFiles files = order.mixed();
    Machine.Ticks before = Machine.ticks();
    double epoch = System.currentTimeMillis() / 1e3;
    long begun = System.nanoTime();
    files.drop(home.resolve("made"), folder);
    awaitEnded();
    double seconds = (System.nanoTime() - begun) / 1e9;
    double load = Machine.ticks().loadSince(before);
    account.lambda().awaitQuiet(REST);
    String json = new Figures(order, postgresql, METADATA, account).json(epoch, seconds, load);
    return new Judgement(files, postgresql, METADATA, account).outcome(seconds, json);
  }

  private static void prepare(Api api, Path folder) throws InterruptedException {
    api.publish("ventas", Contracts.YAML);
    String form =
        "{\"name\": \"ventas\", \"contract\": \"ventas\", \"folder\": \"%s\", \"settle\": \"0s\"}"
            .formatted(folder);
    api.post("/api/v1/inboxes", form).orThrow();
  }

  private void awaitEnded() throws InterruptedException {
    String sql = "SELECT count(*) FROM ejecuciones_yaml WHERE terminada_en IS NOT NULL";
    String all = Integer.toString(order.mixed().files());
    long end = System.nanoTime() + REST.toNanos();
    while (!postgresql.queryIn(METADATA, sql).contains(all) && System.nanoTime() < end) {
      Pause.of(LOOK);
    }
  }

  @Override
  public void close() {
    server.close();
    account.close();
    postgresql.close();
  }
}
