package dev.sage.lambda;

import dev.sage.engine.Cancellation;
import dev.sage.spi.SageException;
import dev.sage.worker.StopRequests;
import dev.sage.worker.WorkOrder;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Looks now and then whether anybody still wants what is being done.
final class StopSign {
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final StopRequests requests;
  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("stop-sign").factory());

  StopSign(StopRequests requests) {
    this.requests = requests;
    clock.setRemoveOnCancelPolicy(true);
  }

  /// Whether the attempt is over: whoever ordered it has decided about it already.
  boolean isOver(WorkOrder order) {
    return requests.isAsked(order.execution(), order.attempt());
  }

  /// @return to be cancelled when the work is done
  Future<?> watch(WorkOrder order, Cancellation cancellation) {
    return clock.scheduleWithFixedDelay(
        () -> look(order, cancellation), LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look(WorkOrder order, Cancellation cancellation) {
    try {
      if (isOver(order)) {
        cancellation.cancel();
      }
    } catch (SageException _) {
      // Not known now; the next look comes.
    }
  }
}
