package dev.sage.orchestrator.placement;

/// How things stand when it is decided.
///
/// @param waiting executions in the queue whose time has come, of all daemons
/// @param running executions of this daemon
/// @param slots how many this daemon does at a time
/// @param cpu load of this machine, from 0 to 1; negative: not known
/// @param elsewhere executions that functions have
/// @param functionsAnswer false after a launch that failed, for a while
public record Situation(
    int waiting, int running, int slots, double cpu, int elsewhere, boolean functionsAnswer) {
  boolean hasRoom() {
    return running < slots;
  }

  Situation oneMoreHere() {
    return new Situation(waiting, running + 1, slots, cpu, elsewhere, functionsAnswer);
  }

  Situation oneMoreElsewhere() {
    return new Situation(waiting, running, slots, cpu, elsewhere + 1, functionsAnswer);
  }
}
