package dev.sage.orchestrator.placement;

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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Decides where executions are done. Pure: the same is decided of the same, always.
///
/// What there is room for is done here, unless the CPU is too busy. Of the rest goes to functions
/// what they can do, while the queue is long, the CPU busy, or an execution urgent or waiting for
/// too long. All else waits.
public final class Placement {
  private final BurstLimits limits;

  public Placement(BurstLimits limits) {
    this.limits = limits;
  }

  public BurstLimits limits() {
    return limits;
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
            case FUNCTION, FUNCTION_IN_PARTS -> situation.oneMoreElsewhere();
            case LATER -> situation;
          };
    }
    return plan;
  }

  public Decision decide(Situation now, Candidate candidate) {
    List<Reason> against = against(now, candidate);
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
        ? new Decision(Place.FUNCTION_IN_PARTS, joined(outward, List.of(LARGE)))
        : new Decision(Place.FUNCTION, outward);
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
