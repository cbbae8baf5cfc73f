package dev.sage.bench.crash;

import java.util.Optional;
import java.util.Random;

/// Does something when a process says a certain thing to the server.
///
/// @param reaction runs once, on a thread of the proxy; then the connection is closed
record Trap(Point point, Moment moment, Runnable reaction) {
  /// Relative to the message that was waited for.
  enum Moment {
    /// The server does not get it.
    BEFORE,
    /// The server has got it.
    FORWARDED,
    /// The server has answered; the answer goes nowhere.
    ANSWERED,
    /// The answer was passed on.
    DELIVERED
  }

  /// What is counted of a process's messages.
  enum Kind {
    STATEMENT,
    COPIED_BYTES,
    COPY_DONE,
    COMMIT
  }

  /// The message at which the count of its kind reaches a number.
  record Point(Kind kind, long number) {
    boolean isReached(Traffic traffic) {
      return traffic.count(kind) >= number;
    }
  }

  static Optional<Point> statement(int first, int last, Random random) {
    return last < first
        ? Optional.empty()
        : Optional.of(new Point(Kind.STATEMENT, first + random.nextInt(last - first + 1)));
  }

  static Optional<Point> bytes(long all, Random random) {
    return all == 0
        ? Optional.empty()
        : Optional.of(new Point(Kind.COPIED_BYTES, 1 + random.nextLong(all)));
  }

  static Optional<Point> copyDone(int all, Random random) {
    return all == 0
        ? Optional.empty()
        : Optional.of(new Point(Kind.COPY_DONE, 1 + random.nextInt(all)));
  }

  /// The last one: the ones before it prepare.
  static Optional<Point> commit(int all) {
    return all == 0 ? Optional.empty() : Optional.of(new Point(Kind.COMMIT, all));
  }
}
