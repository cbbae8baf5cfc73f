package dev.sage.testing.lambda;

import dev.sage.testing.lambda.Invocation.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// An event in an environment. Guarded by the dispatcher.
final class Running {
  private final Event event;
  private final int delivery;
  private final Environment environment;
  private final boolean cold;
  private @Nullable Instant start;
  private @Nullable Future<?> limit;
  private boolean timedOut;

  Running(Event event, Environment environment, boolean cold) {
    this.event = event;
    this.delivery = event.nextDelivery();
    this.environment = environment;
    this.cold = cold;
  }

  Event event() {
    return event;
  }

  Environment environment() {
    return environment;
  }

  /// @param timer ends the invocation when its time is over
  void begin(Instant now, Future<?> timer) {
    start = now;
    limit = timer;
  }

  void timeIsOver() {
    timedOut = true;
  }

  Outcome outcomeOfDeath() {
    return timedOut ? Outcome.TIMEOUT : Outcome.CRASH;
  }

  Invocation end(Instant now, Outcome outcome, long peakMemory, String response) {
    if (limit != null) {
      limit.cancel(false);
    }
    return new Invocation(
        event.request(),
        delivery,
        environment.number(),
        cold,
        cold ? environment.init() : Duration.ZERO,
        start == null ? now : start,
        now,
        outcome,
        peakMemory,
        response);
  }
}
