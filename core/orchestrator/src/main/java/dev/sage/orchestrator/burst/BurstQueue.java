package dev.sage.orchestrator.burst;

import dev.sage.orchestrator.execution.Execution;
import dev.sage.orchestrator.placement.Candidate;
import dev.sage.orchestrator.placement.Decision;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The queue of executions, where some are done elsewhere. Failures are those of
/// [dev.sage.orchestrator.execution.ExecutionQueue].
public interface BurstQueue {
  /// What waits, in the order in which it is claimed, without claiming it.
  Waiting waiting(int most);

  /// Claims those of these that still wait, and stores what was decided about them. No two callers
  /// get the same one.
  List<Execution> claim(String daemon, Map<UUID, Decision> chosen);

  /// Running executions that functions have, of all daemons, the oldest first.
  List<Delegated> delegated();

  /// @param total how many wait whose time has come
  /// @param elsewhere how many functions have
  /// @param first of those that wait, so many as were asked for
  record Waiting(int total, int elsewhere, List<Candidate> first) {
    public Waiting {
      first = List.copyOf(first);
    }
  }
}
