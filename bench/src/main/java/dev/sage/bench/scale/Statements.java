package dev.sage.bench.scale;

import java.util.List;

/// What the daemon's statements cost the metadata's PostgreSQL. Each takes a round trip and the
/// processor time of its rows; when the database is busy, it waits.
final class Statements {
  /// Seconds of a processor, measured on the backend of an embedded PostgreSQL 18 with 500,000
  /// waiting executions (2026-11-22): a statement by itself, and its share of a commit.
  static final double BASE = 0.000_2;

  /// A waiting execution that is counted: the index does not say whether its time has come. A tenth
  /// of a microsecond of the backend, and as much of its helpers.
  static final double COUNTED = 0.000_000_2;

  /// A row with its order that is read and sent.
  static final double READ = 0.000_005;

  /// A row that is claimed, among others.
  static final double CLAIMED = 0.000_08;

  /// A row whose state is changed, with its indexes, its trigger and its commit.
  static final double CHANGED = 0.000_8;

  /// A delivery that is taken in: ledger, queue, notification. Not measured by itself.
  static final double TAKEN = 0.002;

  private final Timeline time;
  private final long trip;
  private final Rate asked = new Rate("metadata: statements", "a second", 1e9);
  private final Rate processors;
  private double longest;

  Statements(Timeline time, Platform platform) {
    this.time = time;
    this.trip = Timeline.nanos(platform.delays().statement());
    this.processors =
        new Rate(
            "metadata: processors",
            "processor seconds a second",
            platform.metadata().processors(),
            0.5);
  }

  /// @param counted entries of the queue's index; 0: none need be
  void waiting(int rows, int counted, int elsewhere) {
    run(rows > 0 ? 3 : 2, BASE * 2 + COUNTED * (counted + elsewhere) + READ * rows);
  }

  void claim(int rows) {
    run(2, BASE + CLAIMED * rows);
  }

  void apply() {
    run(2, BASE + CHANGED);
  }

  void delegated(int rows) {
    run(2, BASE + READ * rows);
  }

  void small() {
    run(2, BASE);
  }

  /// A delivery comes in meanwhile.
  void taken(long at, int deliveries) {
    asked.count(at, 4.0 * deliveries);
    processors.serve(at, TAKEN * deliveries);
  }

  private void run(int trips, double seconds) {
    long begun = time.now();
    asked.count(begun, trips);
    long granted = processors.serve(begun, seconds);
    time.moveTo(granted + trips * trip + Timeline.nanos(seconds));
    longest = Math.max(longest, (double) (time.now() - begun) / Timeline.SECOND);
  }

  double total() {
    return asked.total();
  }

  /// The slowest transaction, in seconds.
  double longest() {
    return longest;
  }

  List<Rate> meters() {
    return List.of(asked, processors);
  }
}
