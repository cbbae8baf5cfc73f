package dev.sage.orchestrator.placement;

import static dev.sage.orchestrator.placement.Reason.BUDGET_SPENT;
import static dev.sage.orchestrator.placement.Reason.CPU_HIGH;
import static dev.sage.orchestrator.placement.Reason.FUNCTIONS_AWAY;
import static dev.sage.orchestrator.placement.Reason.FUNCTIONS_FULL;
import static dev.sage.orchestrator.placement.Reason.LARGE;
import static dev.sage.orchestrator.placement.Reason.NO_ROOM_HERE;
import static dev.sage.orchestrator.placement.Reason.QUEUE_LONG;
import static dev.sage.orchestrator.placement.Reason.QUEUE_SHORT;
import static dev.sage.orchestrator.placement.Reason.ROOM_HERE;
import static dev.sage.orchestrator.placement.Reason.TOO_LARGE;
import static dev.sage.orchestrator.placement.Reason.TOO_MUCH_MEMORY;
import static dev.sage.orchestrator.placement.Reason.TOO_SLOW_THERE;
import static dev.sage.orchestrator.placement.Reason.URGENT;
import static dev.sage.orchestrator.placement.Reason.WAITED_LONG;

import dev.sage.orchestrator.cost.Budget;
import dev.sage.orchestrator.cost.Reservation;
import dev.sage.orchestrator.cost.Spent;
import dev.sage.orchestrator.cost.Tariff;
import dev.sage.worker.cost.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Decides where executions are done. Pure: the same is decided of the same, always.
///
/// What there is room for is done here, unless the CPU is too busy. Of the rest goes to functions
/// what they can do, while the queue is long, the CPU busy, or an execution urgent or waiting for
/// too long, and the budget suffices for the most that each can cost. All else waits.
public final class Placement {
  private final BurstLimits limits;
  private final @Nullable Estimates estimates;
  private final Money least;

  private Placement(BurstLimits limits, @Nullable Estimates estimates) {
    this.limits = limits;
    this.estimates = estimates;
    this.least = estimates == null ? Money.ZERO : estimates.of(0, false).most().total();
  }

  /// Whatever it costs.
  public Placement(BurstLimits limits) {
    this(limits, (@Nullable Estimates) null);
  }

  public Placement(BurstLimits limits, Tariff tariff) {
    this(limits, new Estimates(tariff, limits));
  }

  public BurstLimits limits() {
    return limits;
  }

  /// What functions cost; empty: nobody reckons.
  public Optional<Tariff> tariff() {
    return estimates().map(Estimates::tariff);
  }

  private Optional<Estimates> estimates() {
    return Optional.ofNullable(estimates);
  }

  public Budget budget() {
    return tariff().map(Tariff::budget).orElse(Budget.NONE);
  }

  /// Whether not even the smallest delivery may go out.
  public boolean isOverBudget(Spent spent) {
    return !budget().allows(spent, least);
  }

  /// How long a function may work on one part; empty: as long as it can.
  public Optional<Duration> partLimit() {
    return estimates().filter(_ -> budget().isSet()).map(some -> some.limit(limits.part()));
  }

  /// Decides about several, in their order: each sees what was decided about those before it.
  public Map<UUID, Decision> plan(Situation now, List<Candidate> candidates) {
    Map<UUID, Decision> plan = new LinkedHashMap<>();
    Situation situation = now;
    for (Candidate candidate : candidates) {
      Decision decision = decide(situation, candidate);
      plan.put(candidate.execution(), decision);
      situation =
          switch (decision.place()) {
            case HERE -> situation.oneMoreHere();
            case FUNCTION, FUNCTION_IN_PARTS -> situation.oneMoreElsewhere(reserved(decision));
            case LATER -> situation;
          };
    }
    return plan;
  }

  private static Money reserved(Decision decision) {
    return decision.reservation().map(one -> one.most().total()).orElse(Money.ZERO);
  }

  public Decision decide(Situation now, Candidate candidate) {
    List<Reason> against = against(now, candidate);
    Optional<Reservation> reservation =
        against.isEmpty() ? reservation(candidate) : Optional.empty();
    if (reservation.filter(one -> !budget().allows(now.spent(), one.most().total())).isPresent()) {
      against.add(BUDGET_SPENT);
    }
    List<Reason> outward = outward(now, candidate);
    boolean canGo = against.isEmpty();
    if (now.hasRoom() && !(canGo && outward.contains(CPU_HIGH))) {
      return new Decision(Place.HERE, joined(List.of(ROOM_HERE), against));
    }
    if (!canGo) {
      return new Decision(Place.LATER, joined(List.of(NO_ROOM_HERE), against));
    }
    if (outward.isEmpty()) {
      return Decision.of(Place.LATER, NO_ROOM_HERE, QUEUE_SHORT);
    }
    return isLarge(candidate)
        ? new Decision(Place.FUNCTION_IN_PARTS, joined(outward, List.of(LARGE)), reservation)
        : new Decision(Place.FUNCTION, outward, reservation);
  }

  private Optional<Reservation> reservation(Candidate candidate) {
    return estimates().map(some -> some.of(candidate.bytes(), isLarge(candidate)));
  }

  /// What keeps an execution from functions.
  private List<Reason> against(Situation now, Candidate candidate) {
    List<Reason> reasons = new ArrayList<>();
    if (candidate.bytes() > limits.largest()) {
      reasons.add(TOO_LARGE);
    }
    if (limits.memoryNeeded() > limits.functionMemory()) {
      reasons.add(TOO_MUCH_MEMORY);
    }
    if (candidate.wasTooSlowThere()) {
      reasons.add(TOO_SLOW_THERE);
    }
    if (now.elsewhere() >= limits.functions()) {
      reasons.add(FUNCTIONS_FULL);
    }
    if (!now.functionsAnswer()) {
      reasons.add(FUNCTIONS_AWAY);
    }
    if (isOverBudget(now.spent())) {
      reasons.add(BUDGET_SPENT);
    }
    return reasons;
  }

  /// What speaks for functions.
  private List<Reason> outward(Situation now, Candidate candidate) {
    List<Reason> reasons = new ArrayList<>();
    if (now.waiting() > limits.queueOver()) {
      reasons.add(QUEUE_LONG);
    }
    if (now.cpu() > limits.cpuOver()) {
      reasons.add(CPU_HIGH);
    }
    if (candidate.priority() > 0) {
      reasons.add(URGENT);
    }
    if (candidate.waited().compareTo(limits.patience()) > 0) {
      reasons.add(WAITED_LONG);
    }
    return reasons;
  }

  private boolean isLarge(Candidate candidate) {
    return candidate.bytes() > limits.wholeBytes();
  }

  private static List<Reason> joined(List<Reason> first, List<Reason> then) {
    List<Reason> all = new ArrayList<>(first);
    all.addAll(then);
    return all;
  }
}
