package dev.sage.lambda;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Stops the work of an invocation before Lambda kills it.
final class TimeLimit {
  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("time-limit").factory());

  TimeLimit() {
    clock.setRemoveOnCancelPolicy(true);
  }

  /// @return to be cancelled when the work is done
  Future<?> begin(Duration time, Runnable stop) {
    return clock.schedule(stop, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  static SageException over(Duration time) {
    return new SageException(
        ErrorCode.FUNCTION_TIME,
        new Message(
            "No alcanzó el tiempo de la función: dejó de trabajar a los %d s. Amplíe su límite, o procese el archivo por partes o localmente."
                .formatted(time.toSeconds()),
            "The function's time was not enough: it stopped after %d s. Give it more, or have the file processed in parts or locally."
                .formatted(time.toSeconds())));
  }
}
