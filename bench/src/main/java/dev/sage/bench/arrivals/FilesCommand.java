package dev.sage.bench.arrivals;

import dev.sage.bench.daemons.Contracts;
import dev.sage.bench.server.Api;
import dev.sage.bench.server.BenchServer;
import dev.sage.bench.server.Distribution;
import dev.sage.bench.server.Machine;
import dev.sage.bench.server.Pause;
import dev.sage.bench.server.SageServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `bench/run files`: one server with its usual settings and its own PostgreSQL; files arrive in a
/// folder or are uploaded, and all of their rows are landed.
public final class FilesCommand {
  private static final String METADATA = "sage";
  private static final Duration REST = Duration.ofMinutes(60);
  private static final Duration LOOK = Duration.ofMillis(500);

  private final FilesOptions options;
  private final Path home;
  private final SageServer server;

  private FilesCommand(FilesOptions options, Path home, SageServer server) {
    this.options = options;
    this.home = home;
    this.server = server;
  }

  /// Returns the exit status: 0 when every row of every file was landed.
  public static int run(List<String> arguments) throws IOException, InterruptedException {
    FilesOptions options = FilesOptions.parse(arguments);
    Distribution distribution = new Distribution(options.root());
    distribution.build();
    Path folder = options.root().resolve("bench/target/files");
    BenchServer.delete(folder);
    Path home = Files.createDirectories(folder).toRealPath();
    System.out.println(Machine.load());
    Map<String, String> settings = Map.of("SAGE_LIMITS_REQUESTS", "1000000/s");
    boolean whole;
    try (SageServer server = new SageServer(distribution, home.resolve("server"), settings)) {
      whole = new FilesCommand(options, home, server).run();
    }
    BenchServer.delete(home);
    return whole ? 0 : 1;
  }

  private boolean run() throws IOException, InterruptedException {
    server.start();
    server.awaitWell();
    Api api = new Api(List.of(server.url()), server.token().orElseThrow(), Duration.ofMinutes(2));
    // The server's own; it stays for as long as one of the two has it open.
    try (BenchServer postgresql = BenchServer.start(home.resolve("server"))) {
      postgresql.run(Contracts.TABLE);
      String inbox = prepare(api);
      Arrivals arrivals = new Arrivals(home.resolve("made"), home.resolve("inbox"), options.rows());
      warm(arrivals, postgresql);
      double before = server.processorSeconds();
      deliver(arrivals, api, inbox);
      awaitLanded(postgresql, options.warm() + options.all());
      boolean whole = tell(postgresql);
      System.out.printf(
          Locale.ROOT,
          "server: %.0f ms of processor time a file, at most %.0f MiB; %s%n",
          (server.processorSeconds() - before) * 1000 / options.all(),
          server.peakMib(),
          Machine.load());
      server.stop();
      return whole;
    }
  }

  /// Files are renamed into the folder: there is no need to wait until they stay the same.
  private String prepare(Api api) throws IOException, InterruptedException {
    api.publish("ventas", Contracts.YAML);
    Path folder = Files.createDirectories(home.resolve("inbox"));
    String form =
        "{\"name\": \"ventas\", \"contract\": \"ventas\", \"folder\": \"%s\", \"settle\": \"0s\"}"
            .formatted(folder);
    return api.post("/api/v1/inboxes", form).orThrow().json().path("id").asString();
  }

  private void warm(Arrivals arrivals, BenchServer postgresql)
      throws IOException, InterruptedException {
    arrivals.make(options.all(), options.warm());
    arrivals.drop(options.all(), options.warm(), 0);
    awaitLanded(postgresql, options.warm());
  }

  private void deliver(Arrivals arrivals, Api api, String inbox)
      throws IOException, InterruptedException {
    if (options.uploads() > 0) {
      List<Double> seconds =
          arrivals.upload(api, inbox, options.uploads()).stream().sorted().toList();
      System.out.printf(
          Locale.ROOT,
          "%d uploads at the same time: all taken, answered after %.2f s in the middle, %.2f s at most%n",
          seconds.size(),
          seconds.get(seconds.size() / 2),
          seconds.getLast());
    } else {
      arrivals.make(0, options.files());
      arrivals.drop(0, options.files(), options.rate());
    }
  }

  private void awaitLanded(BenchServer postgresql, int files) throws InterruptedException {
    String sql = "SELECT count(*) FROM ejecuciones_yaml WHERE terminada_en IS NOT NULL";
    String all = Integer.toString(files);
    long end = System.nanoTime() + REST.toNanos();
    while (!postgresql.queryIn(METADATA, sql).contains(all)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Not all files are done after " + REST);
      }
      Pause.of(LOOK);
    }
  }

  /// Arrival is the file's own time, or when an upload was complete.
  private boolean tell(BenchServer postgresql) {
    String sql =
        """
        SELECT extract(epoch FROM max(terminada_en) - min(came)),
          percentile_cont(0.5) WITHIN GROUP (ORDER BY took),
          percentile_cont(0.99) WITHIN GROUP (ORDER BY took), max(took),
          percentile_cont(0.5) WITHIN GROUP (ORDER BY work),
          count(*) FILTER (WHERE estado = 'completada')
        FROM (
          SELECT e.*, coalesce(d.modificado_en, d.recibida_en) AS came,
            extract(epoch FROM e.terminada_en - coalesce(d.modificado_en, d.recibida_en)) AS took,
            extract(epoch FROM e.terminada_en - e.iniciada_en) AS work
          FROM ejecuciones_yaml e JOIN entregas d ON d.id = e.entrega_id
          ORDER BY e.numero OFFSET %d) x
        """
            .formatted(options.warm());
    String[] one = postgresql.queryIn(METADATA, sql).getFirst().split("\\|");
    double seconds = Double.parseDouble(one[0]);
    long rows = Long.parseLong(postgresql.query("SELECT count(*) FROM ventas").getFirst());
    System.out.printf(
        Locale.ROOT,
        "%,d files of %,d rows in %.1f s: %,.0f files/h, %.1f ms a file; arrival to committed p50 %.2f s, p99 %.2f s, at most %.2f s; an execution %.3f s (p50); %s completed, %,d rows landed%n",
        options.all(),
        options.rows(),
        seconds,
        options.all() * 3600 / seconds,
        seconds * 1000 / options.all(),
        Double.parseDouble(one[1]),
        Double.parseDouble(one[2]),
        Double.parseDouble(one[3]),
        Double.parseDouble(one[4]),
        one[5],
        rows - (long) options.warm() * options.rows());
    return rows == (long) (options.warm() + options.all()) * options.rows();
  }
}
