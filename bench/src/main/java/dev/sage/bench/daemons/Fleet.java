package dev.sage.bench.daemons;

import dev.sage.bench.server.Api;
import dev.sage.bench.server.BenchServer;
import dev.sage.bench.server.Pause;
import dev.sage.bench.server.SageServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/// The servers and the PostgreSQL under them, and which of them nobody has hit since they last were
/// well.
final class Fleet {
  static final Duration LEASE = Duration.ofSeconds(5);
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final List<SageServer> servers;
  private final BenchServer postgresql;
  private final List<AtomicBoolean> standing;
  private final AtomicBoolean database = new AtomicBoolean(true);

  Fleet(List<SageServer> servers, BenchServer postgresql) {
    this.servers = List.copyOf(servers);
    this.postgresql = postgresql;
    this.standing = IntStream.range(0, servers.size()).mapToObj(_ -> new AtomicBoolean()).toList();
  }

  int size() {
    return servers.size();
  }

  /// Whether a balancer has somebody to turn to.
  boolean isServed() {
    return database.get() && standing.stream().anyMatch(AtomicBoolean::get);
  }

  boolean isWhole() {
    return database.get() && standing.stream().allMatch(AtomicBoolean::get);
  }

  boolean isStanding(int server) {
    return standing.get(server).get();
  }

  /// Nobody else may hit it before it is well again.
  void mark(int server) {
    standing.get(server).set(false);
  }

  /// Starts a server and returns when it is well.
  void start(int server) throws IOException, InterruptedException {
    servers.get(server).start();
    awaitWell(server);
  }

  /// SIGKILL, and started again at once. It was marked before.
  void kill(int server) throws IOException, InterruptedException {
    servers.get(server).kill();
    start(server);
  }

  /// SIGSTOP for a time, then SIGCONT. It was marked before.
  void pause(int server, Duration time) throws IOException, InterruptedException {
    servers.get(server).pause();
    Pause.of(time);
    servers.get(server).resume();
    awaitWell(server);
  }

  /// Every connection breaks; PostgreSQL recovers. Returns when a server says that it is well.
  void crashDatabase() throws IOException, InterruptedException {
    database.set(false);
    postgresql.crashInPlace();
    Api any = new Api(servers.stream().map(SageServer::url).toList(), "", Duration.ofSeconds(5));
    long end = System.nanoTime() + START.toNanos();
    while (!any.get("/api/health").isGood()) {
      endure(end, "No server is well again after PostgreSQL was restarted.");
    }
    database.set(true);
  }

  private void awaitWell(int server) throws InterruptedException {
    Api one = new Api(List.of(servers.get(server).url()), "", Duration.ofSeconds(5));
    long end = System.nanoTime() + START.toNanos();
    while (!one.get("/api/health").isGood()) {
      if (!servers.get(server).isAlive()) {
        throw new IllegalStateException("Server %d has ended by itself.".formatted(server + 1));
      }
      endure(end, "Server %d does not become well.".formatted(server + 1));
    }
    standing.get(server).set(true);
  }

  void awaitWhole() throws InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (!isWhole()) {
      endure(end, "Not all is well again.");
    }
  }

  private static void endure(long end, String otherwise) throws InterruptedException {
    if (System.nanoTime() > end) {
      throw new IllegalStateException(otherwise);
    }
    Pause.of(LOOK);
  }

  void stop() throws InterruptedException {
    for (SageServer server : servers) {
      server.stop();
    }
  }

  void close() {
    servers.forEach(SageServer::close);
  }
}
