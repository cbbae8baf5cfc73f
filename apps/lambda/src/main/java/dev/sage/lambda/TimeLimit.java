package dev.sage.lambda;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Stops the work of an invocation before Lambda kills it.
final class TimeLimit {
  private static final Duration GRACE = Duration.ofSeconds(15);
  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("time-limit").factory());

  TimeLimit() {
    clock.setRemoveOnCancelPolicy(true);
  }

  /// @return to be cancelled when the work is done
  Future<?> begin(Duration time, Runnable stop) {
    return clock.schedule(stop, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  static Duration shorter(Duration time, Optional<Duration> limit) {
    return limit.filter(one -> one.compareTo(time) < 0).orElse(time);
  }

  /// Whoever said how long the work may take pays for no more: where it does not stop when it is
  /// asked to, the process ends.
  Future<?> end(Duration time, Optional<Duration> limit) {
    return limit.isPresent()
        ? begin(time.plus(GRACE), () -> Runtime.getRuntime().halt(1))
        : CompletableFuture.completedFuture(time);
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
