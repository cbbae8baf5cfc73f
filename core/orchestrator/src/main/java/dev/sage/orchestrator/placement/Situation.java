package dev.sage.orchestrator.placement;

import dev.sage.orchestrator.cost.Spent;
import dev.sage.worker.cost.Money;

/// How things stand when it is decided.
///
/// @param waiting executions in the queue whose time has come, of all daemons
/// @param running executions of this daemon
/// @param slots how many this daemon does at a time
/// @param cpu load of this machine, from 0 to 1; negative: not known
/// @param elsewhere executions that functions have
/// @param functionsAnswer false after a launch that failed, for a while
/// @param spent by functions, with what is reserved for those under way
public record Situation(
    int waiting,
    int running,
    int slots,
    double cpu,
    int elsewhere,
    boolean functionsAnswer,
    Spent spent) {
  public Situation(
      int waiting, int running, int slots, double cpu, int elsewhere, boolean functionsAnswer) {
    this(waiting, running, slots, cpu, elsewhere, functionsAnswer, Spent.NOTHING);
  }

  boolean hasRoom() {
    return running < slots;
  }

  Situation oneMoreHere() {
    return new Situation(waiting, running + 1, slots, cpu, elsewhere, functionsAnswer, spent);
  }

  /// @param reserved for it
  Situation oneMoreElsewhere(Money reserved) {
    return new Situation(
        waiting, running, slots, cpu, elsewhere + 1, functionsAnswer, spent.plus(reserved));
  }
}
