package dev.sage.orchestrator.daemon;

import dev.sage.orchestrator.burst.BurstParts;
import dev.sage.orchestrator.burst.Delegated;
import dev.sage.orchestrator.cost.Settled;
import dev.sage.orchestrator.cost.Settlement;
import dev.sage.orchestrator.daemon.DaemonEvents.Component;
import dev.sage.orchestrator.execution.Execution;
import dev.sage.orchestrator.execution.ExecutionQueue;
import dev.sage.orchestrator.execution.Failure;
import dev.sage.orchestrator.execution.RetryPolicy;
import dev.sage.orchestrator.execution.Transition;
import dev.sage.orchestrator.placement.Place;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.burst.DeadLetter;
import dev.sage.spi.lease.Lease;
import dev.sage.worker.FailureRecord;
import dev.sage.worker.Results;
import dev.sage.worker.StopRequests;
import dev.sage.worker.WorkOutcome;
import dev.sage.worker.message.MessageJson;
import dev.sage.worker.steps.StepFailures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds out what became of what functions have.
///
/// A function that ends leaves `result.json`, one that fails `failure.json`; one that crashes
/// leaves nothing, and after its own retries the service puts its message among the dead letters.
/// Of what nothing is heard for long, the lease is asked for: who gets it knows that nobody works.
final class Watcher {
  private static final UUID WATCH = new UUID(0x5361_6765_0000_8000L, 0x8000_0000_0000_0001L);
  private static final Duration SOONEST = Duration.ofSeconds(1);
  private static final Duration LATEST = Duration.ofSeconds(10);
  private static final int LETTERS = 10;
  private static final int PATIENCE_LEASES = 5;

  private final BurstParts parts;
  private final StepDriver steps;
  private final DaemonParts daemon;
  private final ExecutionQueue queue;
  private final Results results;
  private final StepFailures stepFailures;
  private final StopRequests stops;
  private final RetryPolicy retries;
  private final DaemonEvents events;
  private final RandomGenerator random;
  private final LongSupplier nanoTime;
  private final String name;
  private final Duration watch;
  private final Map<UUID, Long> nextLook = new ConcurrentHashMap<>();
  private final Map<UUID, Long> probes = new ConcurrentHashMap<>();
  private volatile @Nullable Lease watching;

  public Watcher(BurstParts parts, Burst burst, DaemonParts daemon, DaemonSettings settings) {
    this.parts = parts;
    this.steps = burst.steps();
    this.daemon = daemon;
    this.queue = daemon.queue();
    this.results = new Results(parts.store());
    this.stepFailures = new StepFailures(parts.store());
    this.stops = new StopRequests(parts.store());
    this.retries = settings.retries();
    this.events = daemon.events();
    this.random = daemon.random();
    this.nanoTime = daemon.nanoTime();
    this.name = settings.name();
    this.watch = settings.lease();
  }

  /// Looks at what is due to be looked at. One daemon does.
  public void look() {
    if (!isWatching()) {
      return;
    }
    List<Delegated> all = parts.queue().delegated();
    Set<UUID> ids = all.stream().map(d -> d.execution().id()).collect(Collectors.toSet());
    nextLook.keySet().retainAll(ids);
    probes.keySet().retainAll(ids);
    long now = nanoTime.getAsLong();
    List<CompletableFuture<Void>> looks =
        all.stream()
            .filter(one -> isDue(one, now))
            .map(one -> CompletableFuture.runAsync(() -> guarded(one, all.size()), parts.callers()))
            .toList();
    looks.forEach(CompletableFuture::join);
  }

  private boolean isWatching() {
    @Nullable Lease held = watching;
    if (held == null || !held.renew()) {
      held = daemon.leases().acquire(WATCH, name, watch, 1).orElse(null);
      watching = held;
    }
    return held != null;
  }

  /// Lets another daemon watch.
  public void stop() {
    @Nullable Lease held = watching;
    watching = null;
    if (held != null) {
      held.release();
    }
  }

  /// What was reported is applied at once; what is young is looked at often.
  private boolean isDue(Delegated one, long now) {
    UUID id = one.execution().id();
    boolean due = one.reported().isPresent() || now - nextLook.getOrDefault(id, now) >= 0;
    if (due) {
      nextLook.put(id, now + interval(one.age()).toNanos());
    }
    return due;
  }

  private static Duration interval(Duration age) {
    Duration some = age.dividedBy(8);
    return some.compareTo(SOONEST) < 0 ? SOONEST : some.compareTo(LATEST) > 0 ? LATEST : some;
  }

  private void guarded(Delegated one, int elsewhere) {
    try {
      look(one, elsewhere);
    } catch (SageException e) {
      events.trouble(Component.BURST, e);
    }
  }

  private void look(Delegated one, int elsewhere) {
    Optional<Transition> known = ended(one).or(() -> failed(one)).or(() -> silent(one));
    known.ifPresent(transition -> apply(one, transition));
    if (known.isEmpty()) {
      if (isUnwanted(one)) {
        stops.ask(one.execution().id(), one.execution().attempt());
      } else if (isInParts(one)) {
        steps.next(one, elsewhere);
      }
    }
  }

  private Optional<Transition> ended(Delegated one) {
    Optional<WorkOutcome.Ended> outcome =
        one.reported().or(() -> results.find(one.execution().id()));
    return outcome.map(Transition.End::new);
  }

  /// Of an earlier attempt nobody wants to hear.
  private Optional<Transition> failed(Delegated one) {
    UUID id = one.execution().id();
    return results
        .failure(id)
        .or(() ->
            isInParts(one) ? stepFailures.find(id, one.execution().attempt()) : Optional.empty())
        .filter(failure -> failure.attempt() == one.execution().attempt())
        .map(failure -> afterFailure(one, failure));
  }

  private Transition afterFailure(Delegated one, FailureRecord failure) {
    boolean overdue = isOverdue(one);
    if (failure.code() == ErrorCode.CANCELLED && !one.stopRequested() && overdue) {
      return new Transition.Stop(overdue(one));
    }
    if (failure.code() == ErrorCode.CANCELLED && !one.stopRequested()) {
      return new Transition.HandBack(Duration.ZERO);
    }
    Failure said = new Failure(failure.code(), failure.message().en());
    return retries.after(said, one.execution(), random);
  }

  private static boolean isInParts(Delegated one) {
    return one.place() == Place.FUNCTION_IN_PARTS;
  }

  private static boolean isUnwanted(Delegated one) {
    return one.stopRequested() || isOverdue(one);
  }

  private static boolean isOverdue(Delegated one) {
    return one.age().compareTo(one.execution().deadline()) > 0;
  }

  private static Failure overdue(Delegated one) {
    return new Failure(
        ErrorCode.TIME_LIMIT,
        "It took longer than its limit of %s in functions. Give the inbox a longer one."
            .formatted(one.execution().deadline()));
  }

  /// Whoever gets the lease knows that nobody works on it. What ended meanwhile has ended.
  private Optional<Transition> silent(Delegated one) {
    if (isInParts(one) ? !isIdle(one) : !isLong(one)) {
      return Optional.empty();
    }
    Execution execution = one.execution();
    return parts
        .leases()
        .acquire(execution.id(), name, parts.lease(), execution.attempt())
        .flatMap(lease -> {
          lease.release();
          return ended(one).or(() -> failed(one)).or(() -> nobodysWork(one, lease.token()));
        });
  }

  private boolean isLong(Delegated one) {
    return one.age().compareTo(parts.lease().multipliedBy(PATIENCE_LEASES)) > 0;
  }

  /// Steps before the last need no lease: what nobody wants any more is stopped without them as
  /// soon as they were told to stop.
  private boolean isIdle(Delegated one) {
    Execution execution = one.execution();
    return isUnwanted(one)
        ? stops.isAsked(execution.id(), execution.attempt())
        : isLong(one) && !steps.isUnderWay(one);
  }

  /// Where nobody had the lease since it was last asked for, no function has begun: the service may
  /// still have the message in its own queue. That is no loss, however long it takes.
  private Optional<Transition> nobodysWork(Delegated one, long token) {
    UUID id = one.execution().id();
    long first = one.execution().attempt();
    @Nullable Long before = probes.put(id, token);
    boolean hasBegun = token != (before == null ? first : Math.max(first, before + 1));
    if (hasBegun || isUnwanted(one)) {
      return Optional.of(lost(one));
    }
    boolean isLong = one.age().compareTo(parts.placement().limits().time()) > 0;
    return isLong ? Optional.of(new Transition.HandBack(Duration.ZERO)) : Optional.empty();
  }

  private Transition lost(Delegated one) {
    if (one.stopRequested()) {
      return new Transition.Stop(new Failure(ErrorCode.CANCELLED, "It was cancelled."));
    }
    return isOverdue(one)
        ? new Transition.Stop(overdue(one))
        : retries.afterLoss(one.execution(), random);
  }

  /// An attempt that is over is not to be done once more by a message that comes late: the service
  /// tries again by itself what failed.
  private void apply(Delegated one, Transition transition) {
    Execution execution = one.execution();
    settle(one, transition);
    if (!(transition instanceof Transition.End)) {
      stops.ask(execution.id(), execution.attempt());
    }
    if (queue.apply(execution.id(), execution.attempt(), transition)) {
      events.changed(execution, transition);
    } else {
      events.overtaken(execution, transition);
    }
    steps.forget(execution.id());
  }

  /// Before the attempt is over: whoever does this again finds the same.
  private void settle(Delegated one, Transition transition) {
    parts
        .placement()
        .tariff()
        .map(tariff -> settled(new Settlement(tariff), one, transition))
        .ifPresent(settled -> {
          Execution execution = one.execution();
          parts.queue().settle(execution.id(), execution.attempt(), settled);
          events.settled(execution, one.place(), transition, settled);
        });
  }

  /// Of the steps of a large delivery nobody has the times: each is taken to have been tried once.
  private static Settled settled(Settlement settlement, Delegated one, Transition transition) {
    Settlement.Attempt attempt =
        new Settlement.Attempt(one.execution().attempt(), one.age(), one.limit());
    boolean isWhole = one.place() == Place.FUNCTION;
    return switch (transition) {
      case Transition.End end ->
          isWhole
              ? settlement.ended(end.outcome(), attempt)
              : new Settled.AsReserved(Settlement.TRIES);
      case Transition.Postpone _, Transition.HandBack _ ->
          isWhole ? settlement.failed(attempt) : new Settled.AsReserved(1);
      case Transition.Fail fail ->
          isWhole && fail.failure().code() != ErrorCode.WORKER_LOST
              ? settlement.failed(attempt)
              : new Settled.AsReserved(1);
      default -> new Settled.AsReserved(1);
    };
  }

  /// What the service has given up: it crashed every time, or had no chance to say more.
  public void takeDeadLetters() {
    if (watching == null) {
      return;
    }
    List<DeadLetter> letters = parts.launcher().deadLetters(LETTERS);
    if (letters.isEmpty()) {
      return;
    }
    Map<UUID, Delegated> running =
        parts.queue().delegated().stream()
            .collect(Collectors.toMap(d -> d.execution().id(), Function.identity()));
    for (DeadLetter letter : letters) {
      MessageJson.order(letter.message())
          .flatMap(order ->
              Optional.ofNullable(running.get(order.execution()))
                  .filter(one -> one.execution().attempt() == order.attempt()))
          .ifPresent(this::givenUp);
      parts.launcher().forget(letter);
    }
  }

  private void givenUp(Delegated one) {
    apply(
        one,
        ended(one)
            .or(() -> failed(one))
            .orElseGet(() -> retries.afterLoss(one.execution(), random)));
  }
}
