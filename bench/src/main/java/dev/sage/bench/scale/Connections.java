package dev.sage.bench.scale;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The destination: connections behind a proxy that has clients wait for one, and processors that
/// take in what is landed.
final class Connections {
  /// Seconds of a processor for a load of no rows, and for each row.
  static final double LOAD = 0.012;

  static final double ROW = 2.9e-6;

  private final Timeline time;
  private final long borrow;
  private final Level used;
  private final Rate processors;
  private final Deque<Client> waiting = new ArrayDeque<>();

  Connections(Timeline time, Platform platform) {
    this.time = time;
    Platform.Database database = platform.destination();
    this.borrow = database.borrow().toNanos();
    this.used = new Level("destination: connections", "at a time", database.connections());
    this.processors =
        new Rate(
            "destination: processors", "processor seconds a second", database.processors(), 0.5);
  }

  /// Who wants a connection.
  ///
  /// @param got called when there is one
  /// @param refused called when there was none for too long
  record Client(long since, Runnable got, Runnable refused) {}

  void borrow(Runnable got, Runnable refused) {
    if (used.hasRoom()) {
      used.change(time.now(), 1);
      got.run();
    } else {
      used.refuse();
      waiting.add(new Client(time.now(), got, refused));
    }
  }

  void giveBack() {
    used.change(time.now(), -1);
    while (used.hasRoom() && !waiting.isEmpty()) {
      Client next = waiting.remove();
      if (time.now() - next.since > borrow) {
        next.refused.run();
      } else {
        used.change(time.now(), 1);
        next.got.run();
      }
    }
  }

  /// When rows are in, that take so long with nobody else there.
  long landed(int rows, long alone) {
    long granted = processors.serve(time.now(), LOAD + ROW * rows);
    return Math.max(time.now(), granted) + alone;
  }

  List<Meter> meters() {
    return List.of(used, processors);
  }
}
