package dev.sage.connector.postgresql;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.time.Duration;

/// How long to wait between tries.
@FunctionalInterface
interface Backoff {
  /// 0.5, 1, 2, 4, then 8 seconds.
  Backoff SLEEPING = failures -> Thread.sleep(Duration.ofMillis(500L << Math.min(failures - 1, 4)));

  /// Waits after the `failures`-th failure in a row, counted from 1.
  void await(int failures) throws InterruptedException;

  /// The same before anything was changed: an interruption cancels the load.
  default void pause(int failures) {
    try {
      await(failures);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new SageException(
          ErrorCode.CANCELLED, "It was cancelled while it waited for others. Nothing was changed.");
    }
  }
}
