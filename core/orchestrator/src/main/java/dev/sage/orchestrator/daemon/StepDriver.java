package dev.sage.orchestrator.daemon;

import dev.sage.orchestrator.burst.BurstParts;
import dev.sage.orchestrator.burst.Delegated;
import dev.sage.orchestrator.daemon.DaemonEvents.Component;
import dev.sage.orchestrator.execution.Execution;
import dev.sage.orchestrator.placement.BurstLimits;
import dev.sage.spi.burst.Launch;
import dev.sage.worker.message.Task;
import dev.sage.worker.steps.Steps;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Has the steps of deliveries done that are too large for one function.
///
/// How far one is, the store says. What was launched is remembered here only so that it is not
/// launched at every look; another daemon launches it once more, which does no harm.
final class StepDriver {
  private final BurstParts parts;
  private final BurstLimits limits;
  private final Messenger messenger;
  private final DaemonEvents events;
  private final LongSupplier nanoTime;
  private final Map<Launched, Long> launched = new ConcurrentHashMap<>();

  private record Launched(UUID execution, long attempt, Task task) {}

  StepDriver(BurstParts parts, DaemonEvents events, LongSupplier nanoTime) {
    this.parts = parts;
    this.limits = parts.placement().limits();
    this.messenger = new Messenger(parts.launcher());
    this.events = events;
    this.nanoTime = nanoTime;
  }

  /// Launches the first step.
  ///
  /// @param limit of its time; empty: the function's own
  Launch begin(Execution execution, Optional<Duration> limit) {
    return send(execution, new Task.Split(limits.part()), limit);
  }

  /// Launches what can be done now.
  ///
  /// @param elsewhere how many executions functions have: all together are to be no more than
  ///   allowed
  void next(Delegated one, int elsewhere) {
    Execution execution = one.execution();
    switch (Steps.due(parts.store(), execution.id())) {
      case Steps.Due.Split _ -> launch(execution, new Task.Split(limits.part()));
      case Steps.Due.Stage stage -> stage(execution, stage.parts(), elsewhere);
      case Steps.Due.Finish _ -> launch(execution, new Task.Finish());
      case Steps.Due.Nothing _ -> {}
    }
  }

  /// One at the least, for the execution itself counts among those that functions have.
  private void stage(Execution execution, List<Integer> missing, int elsewhere) {
    launched.keySet().removeIf(step -> isOver(step, execution, missing));
    long now = nanoTime.getAsLong();
    long staging = launched.entrySet().stream().filter(step -> isStaging(step, now)).count();
    missing.stream()
        .map(Task.Stage::new)
        .filter(task -> !isUnderWay(execution, task))
        .limit(Math.max(staging == 0 ? 1 : 0, limits.functions() - elsewhere - staging))
        .forEach(task -> launch(execution, task));
  }

  private static boolean isOver(Launched step, Execution execution, List<Integer> missing) {
    return step.execution.equals(execution.id())
        && (!(step.task instanceof Task.Stage stage) || !missing.contains(stage.part()));
  }

  private boolean isStaging(Map.Entry<Launched, Long> step, long now) {
    return step.getKey().task instanceof Task.Stage && isUnderWay(step.getValue(), now);
  }

  private void launch(Execution execution, Task task) {
    if (isUnderWay(execution, task)) {
      return;
    }
    Optional<Duration> limit =
        task instanceof Task.Stage ? parts.placement().partLimit() : Optional.empty();
    switch (send(execution, task, limit)) {
      case Launch.Taken _ -> {}
      case Launch.Unknown unknown -> events.trouble(Component.BURST, unknown.cause());
      case Launch.Later later -> events.trouble(Component.BURST, later.cause());
      case Launch.Refused refused -> events.trouble(Component.BURST, refused.cause());
    }
  }

  private Launch send(Execution execution, Task task, Optional<Duration> limit) {
    Launch launch = messenger.send(execution, task, limit);
    if (launch instanceof Launch.Taken || launch instanceof Launch.Unknown) {
      launched.put(key(execution, task), nanoTime.getAsLong());
    }
    return launch;
  }

  private static Launched key(Execution execution, Task task) {
    return new Launched(execution.id(), execution.attempt(), task);
  }

  private boolean isUnderWay(Execution execution, Task task) {
    return isUnderWay(launched.get(key(execution, task)), nanoTime.getAsLong());
  }

  /// Not again before a function would have had its time.
  private boolean isUnderWay(@Nullable Long since, long now) {
    return since != null && now - since < limits.time().toNanos();
  }

  /// Whether a function may be at a step of it now.
  boolean isUnderWay(Delegated one) {
    long now = nanoTime.getAsLong();
    UUID execution = one.execution().id();
    return launched.entrySet().stream()
        .anyMatch(
            step -> step.getKey().execution.equals(execution) && isUnderWay(step.getValue(), now));
  }

  /// The attempt is over: the next one may launch its steps at once.
  void forget(UUID execution) {
    launched.keySet().removeIf(step -> step.execution.equals(execution));
  }
}
