package dev.sage.bench.crash;

import dev.sage.bench.server.BenchServer;
import dev.sage.spi.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A PostgreSQL and deliveries for executions that are hit, one after another.
public final class CrashRun implements AutoCloseable {
  private final Path folder;
  private final List<String> sage;
  private final List<Kind> kinds;
  private final BenchServer server;
  private final Proxy proxy;
  private final Deliveries deliveries;
  private final Map<Sort, Whole> wholes = new HashMap<>();
  private int scenes;
  private boolean clean = true;

  private record Sort(Strategy strategy, Kind kind, boolean fresh) {}

  private CrashRun(
      Path folder,
      List<String> sage,
      List<Kind> kinds,
      BenchServer server,
      Proxy proxy,
      Deliveries deliveries) {
    this.folder = folder;
    this.sage = List.copyOf(sage);
    this.kinds = List.copyOf(kinds);
    this.server = server;
    this.proxy = proxy;
    this.deliveries = deliveries;
  }

  /// Starts the server and writes the deliveries.
  ///
  /// @param folder for everything; deleted at the end, unless something was wrong
  /// @param sage the words that start the command
  public static CrashRun start(Path folder, List<String> sage, int rows, List<Kind> kinds)
      throws IOException {
    BenchServer.delete(folder);
    Path home = Files.createDirectories(folder).toRealPath();
    BenchServer server = BenchServer.start(home.resolve("server"));
    Deliveries deliveries = Deliveries.write(home.resolve("deliveries"), rows, server);
    return new CrashRun(home, sage, kinds, server, new Proxy(server.port()), deliveries);
  }

  /// Whether SAGE can do it. What it leaves is measured, undisturbed.
  public boolean isBuilt(Strategy strategy) throws IOException, InterruptedException {
    try {
      whole(new Sort(strategy, kinds.getFirst(), false));
      return true;
    } catch (NotBuilt e) {
      return false;
    }
  }

  /// One execution, hit at a step. Equal seeds hit equally, as far as time allows.
  public Outcome hit(Step step, Strategy strategy, long seed)
      throws IOException, InterruptedException {
    return hit(step, strategy, seed, sage);
  }

  /// The same with another command: one that cheats must be found out.
  public Outcome hit(Step step, Strategy strategy, long seed, List<String> command)
      throws IOException, InterruptedException {
    Random random = new Random(seed);
    random.nextInt(); // The first numbers of neighbouring seeds are alike.
    Kind kind = kind(step, random);
    Sort sort = new Sort(strategy, kind, random.nextInt(3) == 0);
    Whole whole = whole(sort);
    Scene scene = scene(sort);
    Outcome outcome = new Cycle(server, proxy, command, scene, whole, random).hit(step);
    end(scene, outcome.violations());
    return outcome;
  }

  /// What is refused never gets to the later points of the wire.
  private Kind kind(Step step, Random random) {
    List<Kind> fit =
        kinds.stream()
            .filter(kind -> kind != Kind.REFUSED || step.where() != Step.Where.WIRE)
            .toList();
    return fit.get(random.nextInt(fit.size()));
  }

  private Whole whole(Sort sort) throws IOException, InterruptedException {
    Whole known = wholes.get(sort);
    return known == null ? measured(sort) : known;
  }

  private Whole measured(Sort sort) throws IOException, InterruptedException {
    Scene scene = scene(sort);
    Whole nothing = new Whole(Traffic.NONE, java.time.Duration.ZERO, List.of(), List.of());
    Cycle cycle = new Cycle(server, proxy, sage, scene, nothing, new Random(0));
    Whole whole = cycle.undisturbed();
    end(scene, cycle.violations());
    if (!cycle.violations().isEmpty()) {
      throw new IllegalStateException(
          "An execution that nobody disturbed is wrong (%s): %s"
              .formatted(sort, String.join("\n", cycle.violations())));
    }
    wholes.put(sort, whole);
    return whole;
  }

  private Scene scene(Sort sort) throws IOException {
    String name = "c" + ++scenes;
    Path home = folder.resolve(name);
    return new Scene(server, deliveries, home, name, sort.kind(), sort.strategy(), sort.fresh())
        .make(proxy.port());
  }

  /// What is wrong is left to be looked at.
  private void end(Scene scene, List<String> violations) throws IOException {
    if (violations.isEmpty()) {
      scene.drop();
    } else {
      clean = false;
    }
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    server.close();
    if (clean) {
      BenchServer.delete(folder);
    }
  }
}
