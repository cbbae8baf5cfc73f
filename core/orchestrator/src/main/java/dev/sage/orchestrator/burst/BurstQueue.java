package dev.sage.orchestrator.burst;

import dev.sage.orchestrator.cost.Budget;
import dev.sage.orchestrator.cost.Settled;
import dev.sage.orchestrator.cost.Spent;
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
  /// get the same one. What is reserved for them is spent from then on; those for which the budget
  /// does not suffice any more, because another daemon was faster, stay in the queue.
  ///
  /// @param chosen in the order in which they are to have the budget
  List<Execution> claim(String daemon, Map<UUID, Decision> chosen, Budget budget);

  /// The same whatever it costs.
  default List<Execution> claim(String daemon, Map<UUID, Decision> chosen) {
    return claim(daemon, chosen, Budget.NONE);
  }

  /// What an attempt has cost takes the place of what was reserved for it. Doing it again replaces
  /// it again; of an attempt without a reservation nothing is kept.
  void settle(UUID execution, long attempt, Settled settled);

  /// Running executions that functions have, of all daemons, the oldest first.
  List<Delegated> delegated();

  /// @param total how many wait whose time has come; a queue may stop counting beyond what
  ///   decisions need to know
  /// @param elsewhere how many functions have
  /// @param spent by functions, with what is reserved for those under way
  /// @param first of those that wait, so many as were asked for
  record Waiting(int total, int elsewhere, Spent spent, List<Candidate> first) {
    public Waiting {
      first = List.copyOf(first);
    }
  }
}
