package dev.sage.testing.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A service of functions without functions: it speaks Lambda's Invoke API, and what it has taken
/// runs until a test ends it. So a thousand are in flight at once on a small machine. Safe for use
/// by many threads.
///
/// ```
/// try (HeldFunctions service = HeldFunctions.start("procesador", 1_000, Faults.NONE)) {
///   launcher = LambdaLauncher.open(access(service.endpoint()), LambdaLauncher.Names.of("procesador"), Optional.empty());
///   …
///   service.await(() -> service.running() == 1_000, Duration.ofSeconds(10));
///   service.end(200).forEach(message -> …);
/// }
/// ```
public final class HeldFunctions implements AutoCloseable {
  private final int concurrency;
  private final Chance chance;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Deque<byte[]> running = new ArrayDeque<>();
  private final List<byte[]> taken = new ArrayList<>();
  private final Set<Integer> clients = new HashSet<>();
  private int most;
  private int duplicates;
  private int refused;

  private HeldFunctions(String function, int concurrency, Faults faults) throws IOException {
    this.concurrency = concurrency;
    this.chance = new Chance(faults);
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
    server.setExecutor(threads);
    InvokeApi api = new InvokeApi(function, this::submit, chance, UUID::randomUUID);
    server.createContext(
        InvokeApi.PATH,
        exchange -> {
          seen(exchange);
          api.handle(exchange);
        });
  }

  /// @param concurrency with so many running, more are refused with 429
  /// @param faults of which duplicates and throttles count here
  public static HeldFunctions start(String function, int concurrency, Faults faults) {
    try {
      HeldFunctions functions = new HeldFunctions(function, concurrency, faults);
      functions.server.start();
      return functions;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Of the Invoke API.
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private synchronized void seen(HttpExchange exchange) {
    clients.add(exchange.getRemoteAddress().getPort());
  }

  private synchronized boolean submit(Event event) {
    if (running.size() >= concurrency) {
      refused++;
      notifyAll();
      return false;
    }
    accept(event);
    if (chance.duplicates()) {
      duplicates++;
      accept(event);
    }
    notifyAll();
    return true;
  }

  private void accept(Event event) {
    taken.add(event.payload());
    running.add(event.payload());
    most = Math.max(most, running.size());
  }

  /// Ends the oldest; their messages.
  public synchronized List<byte[]> end(int atMost) {
    List<byte[]> ended = new ArrayList<>();
    while (ended.size() < atMost && !running.isEmpty()) {
      ended.add(running.remove());
    }
    return ended;
  }

  /// Every message that was taken, those that were delivered twice twice.
  public synchronized List<byte[]> taken() {
    return List.copyOf(taken);
  }

  public synchronized int running() {
    return running.size();
  }

  /// The most that ran at the same time.
  public synchronized int most() {
    return most;
  }

  /// How many messages were delivered twice.
  public synchronized int duplicates() {
    return duplicates;
  }

  /// How many requests were refused because too many were running.
  public synchronized int refused() {
    return refused;
  }

  /// How many connections its clients have opened.
  public synchronized int connections() {
    return clients.size();
  }

  /// Waits for something that changes with events.
  ///
  /// @return false: it took longer
  public synchronized boolean await(BooleanSupplier condition, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    try {
      while (!condition.getAsBoolean()) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
