package dev.sage.orchestrator.daemon;

import dev.sage.orchestrator.burst.BurstParts;
import dev.sage.orchestrator.burst.BurstQueue;
import dev.sage.orchestrator.cost.Reservation;
import dev.sage.orchestrator.cost.Settled;
import dev.sage.orchestrator.daemon.DaemonEvents.Component;
import dev.sage.orchestrator.execution.Execution;
import dev.sage.orchestrator.execution.ExecutionQueue;
import dev.sage.orchestrator.execution.Transition;
import dev.sage.orchestrator.placement.Decision;
import dev.sage.orchestrator.placement.Place;
import dev.sage.orchestrator.placement.Situation;
import dev.sage.spi.SageException;
import dev.sage.spi.burst.Launch;
import dev.sage.worker.cost.Cost;
import dev.sage.worker.cost.Usage;
import dev.sage.worker.message.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Claims what waits and sends to functions what is to go there.
final class Burst {
  private static final int MOST_AT_ONCE = 200;
  private static final Settled NOTHING = new Settled.Used(Usage.NONE, Cost.NONE, Optional.empty());

  private final BurstParts parts;
  private final Messenger messenger;
  private final StepDriver steps;
  private final ExecutionQueue queue;
  private final DaemonEvents events;
  private final LongSupplier nanoTime;
  private final AtomicLong pausedUntil;

  public Burst(BurstParts parts, DaemonParts daemon) {
    this.parts = parts;
    this.messenger = new Messenger(parts.launcher());
    this.steps = new StepDriver(parts, daemon.events(), daemon.nanoTime());
    this.queue = daemon.queue();
    this.events = daemon.events();
    this.nanoTime = daemon.nanoTime();
    this.pausedUntil = new AtomicLong(nanoTime.getAsLong());
  }

  /// Claims, sends out, and returns what is to be done here.
  ///
  /// @param slots how many executions this daemon does at a time
  /// @param room how many more it can do now
  public List<Execution> claim(String daemon, int slots, int room) {
    double cpu = parts.cpu().getAsDouble(); // asked also while nothing waits: it is a mean
    BurstQueue.Waiting waiting = parts.queue().waiting(MOST_AT_ONCE);
    if (waiting.first().isEmpty()) {
      return List.of();
    }
    Map<UUID, Decision> chosen = new LinkedHashMap<>();
    parts
        .placement()
        .plan(situation(waiting, cpu, slots, room), waiting.first())
        .forEach((execution, decision) -> {
          if (decision.place() != Place.LATER) {
            chosen.put(execution, decision);
          }
        });
    return chosen.isEmpty() ? List.of() : claim(daemon, chosen);
  }

  /// What is done in steps.
  StepDriver steps() {
    return steps;
  }

  private Situation situation(BurstQueue.Waiting waiting, double cpu, int slots, int room) {
    return new Situation(
        waiting.total(),
        slots - room,
        slots,
        cpu,
        waiting.elsewhere(),
        nanoTime.getAsLong() - pausedUntil.get() >= 0,
        waiting.spent());
  }

  private List<Execution> claim(String daemon, Map<UUID, Decision> chosen) {
    List<Execution> here = new ArrayList<>();
    for (Execution execution : parts.queue().claim(daemon, chosen, parts.placement().budget())) {
      Decision decision = Objects.requireNonNull(chosen.get(execution.id()));
      events.placed(execution, decision);
      if (decision.place().isElsewhere()) {
        parts.callers().execute(() -> launch(execution, decision));
      } else {
        here.add(execution);
      }
    }
    return here;
  }

  private void launch(Execution execution, Decision decision) {
    Optional<Duration> limit = decision.reservation().flatMap(Reservation::limit);
    Launch launch =
        decision.place() == Place.FUNCTION
            ? messenger.send(execution, new Task.Whole(), limit)
            : steps.begin(execution, limit);
    switch (launch) {
      case Launch.Taken _ -> {}
      case Launch.Unknown unknown -> events.trouble(Component.BURST, unknown.cause());
      case Launch.Later later -> giveBack(execution, later.cause());
      case Launch.Refused refused -> giveBack(execution, refused.cause());
    }
  }

  /// It waits again and is done here, or elsewhere when functions answer again.
  private void giveBack(Execution execution, SageException cause) {
    pausedUntil.set(nanoTime.getAsLong() + parts.pause().toNanos());
    events.trouble(Component.BURST, cause);
    Transition back = new Transition.HandBack(Duration.ZERO);
    try {
      parts.queue().settle(execution.id(), execution.attempt(), NOTHING);
      if (queue.apply(execution.id(), execution.attempt(), back)) {
        events.changed(execution, back);
      }
    } catch (SageException e) {
      events.trouble(Component.BURST, e); // the watcher finds it, for nobody has its lease
    }
  }
}
