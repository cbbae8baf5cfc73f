package dev.sage.bench.daemons;

import dev.sage.bench.server.Pause;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/// Hits servers and PostgreSQL, as the seed says. Most hits come when all is well; of the others
/// the second server is hit while the first is still away.
final class Hits implements AutoCloseable {
  private static final int LONGEST_WAIT_MILLIS = 1_000;

  private static final int TELL_EVERY = 25;

  private final Fleet fleet;
  private final Random random;
  private final ExecutorService hands = Executors.newCachedThreadPool();
  private final List<Future<?>> begun = new ArrayList<>();
  private final List<Double> databaseSeconds = new ArrayList<>();
  private int kills;
  private int pauses;
  private int together;

  Hits(Fleet fleet, Random random) {
    this.fleet = fleet;
    this.random = random;
  }

  /// What was done.
  ///
  /// @param together hits of a server while another one was away
  /// @param databaseSeconds from each stop of PostgreSQL until a server was well again
  record Figures(int kills, int pauses, int together, List<Double> databaseSeconds) {
    Figures {
      databaseSeconds = List.copyOf(databaseSeconds);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d kills, %d pauses, %d restarts of PostgreSQL (served again after %.1f s on average, %.1f s at most), %d of the hits while the other server was away",
          kills,
          pauses,
          databaseSeconds.size(),
          databaseSeconds.stream().mapToDouble(d -> d).average().orElse(0),
          databaseSeconds.stream().mapToDouble(d -> d).max().orElse(0),
          together);
    }
  }

  Figures figures() {
    return new Figures(kills, pauses, together, databaseSeconds);
  }

  /// As many kills as are wanted.
  ///
  /// @param before is told how many there have been
  void run(int wanted, IntConsumer before) throws IOException, InterruptedException {
    for (int told = 0; kills < wanted; ) {
      if (kills >= told + TELL_EVERY) {
        told = kills;
        System.out.println(figures());
      }
      before.accept(kills);
      Pause.of(Duration.ofMillis(random.nextInt(LONGEST_WAIT_MILLIS)));
      hit(random.nextInt(100));
      if (random.nextInt(4) != 0) {
        settle();
      }
    }
    settle();
  }

  private void hit(int dice) throws IOException, InterruptedException {
    int server = random.nextInt(fleet.size());
    if (dice < 6) {
      crashDatabase();
    } else if (!fleet.isStanding(server)) {
      return; // it is being started, or stands still
    } else {
      together += fleet.isWhole() ? 0 : 1;
      fleet.mark(server);
      hit(server, dice < 12);
    }
  }

  private void hit(int server, boolean pause) {
    if (pause) {
      pauses++;
      Duration time = Fleet.LEASE.plusMillis(random.nextInt(4_000));
      begin(() -> fleet.pause(server, time));
    } else {
      kills++;
      begin(() -> fleet.kill(server));
    }
  }

  private void crashDatabase() throws IOException, InterruptedException {
    long start = System.nanoTime();
    fleet.crashDatabase();
    databaseSeconds.add((System.nanoTime() - start) / 1e9);
  }

  private interface Deed {
    void make() throws IOException, InterruptedException;
  }

  private void begin(Deed deed) {
    begun.add(
        hands.submit(() -> {
          deed.make();
          return true;
        }));
  }

  private void settle() throws InterruptedException {
    try {
      for (Future<?> one : begun) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
    begun.clear();
  }

  @Override
  public void close() {
    hands.shutdownNow();
  }
}
