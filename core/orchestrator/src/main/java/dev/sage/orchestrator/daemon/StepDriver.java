package dev.sage.orchestrator.daemon;

import dev.sage.orchestrator.burst.BurstParts;
import dev.sage.orchestrator.burst.Delegated;
import dev.sage.orchestrator.daemon.DaemonEvents.Component;
import dev.sage.orchestrator.execution.Execution;
import dev.sage.spi.burst.Launch;
import dev.sage.worker.message.Task;
import dev.sage.worker.steps.Steps;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Has the next steps of a delivery done that is too large for one function.
///
/// How far it is, the store says. What was launched is remembered here only so that it is not
/// launched at every look; another daemon launches it once more, which does no harm.
final class StepDriver {
  /// What a function stages within a minute, and hundreds of which make a large file.
  static final long PART_BYTES = 64L << 20;

  private final BurstParts parts;
  private final Burst burst;
  private final DaemonEvents events;
  private final LongSupplier nanoTime;
  private final Map<Launched, Long> launched = new ConcurrentHashMap<>();

  private record Launched(UUID execution, long attempt, Task task) {}

  StepDriver(BurstParts parts, Burst burst, DaemonEvents events, LongSupplier nanoTime) {
    this.parts = parts;
    this.burst = burst;
    this.events = events;
    this.nanoTime = nanoTime;
  }

  /// Launches what can be done now.
  void next(Delegated one) {
    Execution execution = one.execution();
    switch (Steps.due(parts.store(), execution.id())) {
      case Steps.Due.Split _ -> launch(execution, new Task.Split(PART_BYTES));
      case Steps.Due.Stage stage ->
          stage.parts().stream()
              .limit(parts.placement().limits().functions())
              .forEach(part -> launch(execution, new Task.Stage(part)));
      case Steps.Due.Finish _ -> launch(execution, new Task.Finish());
      case Steps.Due.Nothing _ -> {}
    }
  }

  /// Not again before a function would have had its time.
  private void launch(Execution execution, Task task) {
    Launched key = new Launched(execution.id(), execution.attempt(), task);
    long now = nanoTime.getAsLong();
    if (isUnderWay(launched.get(key), now)) {
      return;
    }
    switch (burst.send(execution, task)) {
      case Launch.Taken _ -> launched.put(key, now);
      case Launch.Unknown unknown -> {
        launched.put(key, now);
        events.trouble(Component.BURST, unknown.cause());
      }
      case Launch.Later later -> events.trouble(Component.BURST, later.cause());
      case Launch.Refused refused -> events.trouble(Component.BURST, refused.cause());
    }
  }

  private boolean isUnderWay(@Nullable Long since, long now) {
    Duration time = parts.placement().limits().time();
    return since != null && now - since < time.toNanos();
  }

  /// Whether a function may be at a step of it now.
  boolean isUnderWay(Delegated one) {
    long now = nanoTime.getAsLong();
    UUID execution = one.execution().id();
    return launched.entrySet().stream()
        .anyMatch(
            step -> step.getKey().execution.equals(execution) && isUnderWay(step.getValue(), now));
  }

  /// A step of it crashed for good: it may be launched again at once.
  void forget(UUID execution) {
    launched.keySet().removeIf(step -> step.execution.equals(execution));
  }
}
