package dev.sage.bench.daemons;

import dev.sage.bench.server.Api;
import dev.sage.bench.server.Pause;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/// Asks the balanced servers every quarter of a second: whether they are well, and to list or to
/// take a delivery. The delivery is always the same: after the first it is a duplicate.
final class Probes implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMillis(250);
  private static final byte[] DELIVERY =
      "id,archivo,fila,importe\n".getBytes(StandardCharsets.UTF_8);

  private final Api api;
  private final String inbox;
  private final BooleanSupplier served;
  private final Thread thread = Thread.ofPlatform().unstarted(this::ask);
  private volatile boolean stopped;
  private long all;
  private long good;
  private long servedAll;
  private long servedGood;

  /// @param served whether somebody is there who has not been hit
  Probes(Api api, String inbox, BooleanSupplier served) {
    this.api = api;
    this.inbox = inbox;
    this.served = served;
    thread.start();
  }

  /// How many requests were answered well.
  ///
  /// @param servedAll those for whose whole time one server at least was there
  record Figures(long all, long good, long servedAll, long servedGood) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,d of %,d requests answered, %.3f%%; while a server and PostgreSQL were there %,d of %,d, %.3f%%",
          good,
          all,
          100.0 * good / Math.max(1, all),
          servedGood,
          servedAll,
          100.0 * servedGood / Math.max(1, servedAll));
    }
  }

  private void ask() {
    try {
      for (long turn = 0; !stopped; turn++) {
        long next = System.nanoTime() + EVERY.toNanos();
        count("GET", "/api/health", new byte[0]);
        if (turn % 2 == 0) {
          count("GET", "/api/v1/executions?limit=5", new byte[0]);
        } else {
          count("POST", "/api/v1/inboxes/" + inbox + "/deliveries?filename=sonda.csv", DELIVERY);
        }
        Pause.of(Duration.ofNanos(Math.max(1, next - System.nanoTime())));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void count(String method, String path, byte[] body) throws InterruptedException {
    boolean before = served.getAsBoolean();
    boolean answered = api.send(method, path, body).isGood();
    boolean throughout = before && served.getAsBoolean();
    all++;
    good += answered ? 1 : 0;
    servedAll += throughout ? 1 : 0;
    servedGood += throughout && answered ? 1 : 0;
  }

  Figures stop() throws InterruptedException {
    stopped = true;
    thread.join();
    return new Figures(all, good, servedAll, servedGood);
  }

  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
  }
}
