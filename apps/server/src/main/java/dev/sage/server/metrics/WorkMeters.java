package dev.sage.server.metrics;

import dev.sage.orchestrator.cost.Settled;
import dev.sage.orchestrator.daemon.DaemonEvents.Component;
import dev.sage.orchestrator.execution.Execution;
import dev.sage.orchestrator.execution.Failure;
import dev.sage.orchestrator.execution.Transition;
import dev.sage.orchestrator.inbox.Receipt;
import dev.sage.orchestrator.placement.Decision;
import dev.sage.orchestrator.placement.Place;
import dev.sage.spi.SageException;
import dev.sage.worker.WorkOutcome;
import dev.sage.worker.cost.Measured;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// What is counted of deliveries and executions.
public final class WorkMeters {
  private final MeterRegistry registry;
  private final Clock clock;
  private final Timer latency;
  private final Timer processing;
  private final Map<UUID, Instant> begun = new ConcurrentHashMap<>();

  WorkMeters(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
    this.latency = timer("sage.latency", "From the arrival of a delivery to its outcome");
    this.processing = timer("sage.processing", "From the begin of the last attempt to the outcome");
  }

  private Timer timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1))
        .register(registry);
  }

  public void taken(Receipt receipt, long bytes) {
    String kind = receipt.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    registry.counter("sage.deliveries", "receipt", kind).increment();
    registry.counter("sage.delivered.bytes").increment((double) bytes);
  }

  public void placed(Decision decision) {
    registry.counter("sage.placements", "place", decision.place().published()).increment();
  }

  public void begun(Execution execution) {
    begun.put(execution.id(), clock.instant());
  }

  public void changed(Execution execution, Transition transition) {
    Instant start = begun.remove(execution.id());
    if (start != null) {
      work(Place.HERE.published(), outcome(transition), Duration.between(start, clock.instant()));
    }
    registry.counter("sage.executions", "state", transition.to().published()).increment();
    switch (transition) {
      case Transition.End end -> ended(execution, end.outcome(), start);
      case Transition.Postpone postpone -> failed(postpone.failure());
      case Transition.Fail fail -> failed(fail.failure());
      case Transition.Stop stop -> failed(stop.failure());
      default -> {
        // Given back or recovered: nothing came of it.
      }
    }
  }

  /// The same figures, by the same names, that functions publish of their invocations: here of
  /// attempts.
  public void settled(Execution execution, Place place, Transition transition, Settled settled) {
    if (settled instanceof Settled.Used used) {
      String outcome = outcome(transition);
      work(place.published(), outcome, took(used));
      count("sage.work.gb_seconds", place, outcome, used.usage().gbSeconds().doubleValue());
      count("sage.work.cost", place, outcome, used.cost().total().dollars().doubleValue());
    }
  }

  private static Duration took(Settled.Used used) {
    return used.measured().map(Measured::duration).orElse(Duration.ZERO);
  }

  private void count(String name, Place place, String outcome, double amount) {
    registry.counter(name, "placement", place.published(), "outcome", outcome).increment(amount);
  }

  private void work(String placement, String outcome, Duration took) {
    Timer.builder("sage.work.duration")
        .description("How long workers took, by place and outcome")
        .tags("placement", placement, "outcome", outcome)
        .register(registry)
        .record(took);
  }

  /// As functions call it.
  private static String outcome(Transition transition) {
    return switch (transition) {
      case Transition.End end -> end.outcome().outcome();
      default -> "failed";
    };
  }

  private void ended(
      Execution execution,
      WorkOutcome.Ended outcome,
      @org.jspecify.annotations.Nullable Instant start) {
    rows("read", outcome.read());
    rows("accepted", outcome.accepted());
    rows("rejected", outcome.rejected());
    rows("landed", outcome.landed().stream().mapToLong(WorkOutcome.Landed::rows).sum());
    Instant now = clock.instant();
    latency.record(Duration.between(execution.arrived(), now));
    if (start != null) {
      processing.record(Duration.between(start, now));
    }
  }

  private void rows(String kind, long rows) {
    registry.counter("sage.rows", "kind", kind).increment((double) rows);
  }

  private void failed(Failure failure) {
    error(failure.code().name(), failure.code().type().name());
  }

  public void trouble(Component component, Exception cause) {
    if (cause instanceof SageException known) {
      error(known.code().name(), known.code().type().name());
    } else {
      error("INTERNAL", "INTERNAL");
    }
    registry
        .counter("sage.daemon.troubles", "component", component.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  private void error(String code, String type) {
    registry.counter("sage.errors", "code", code, "type", type).increment();
  }
}
