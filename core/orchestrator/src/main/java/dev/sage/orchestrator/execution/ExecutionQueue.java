package dev.sage.orchestrator.execution;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// The executions that wait and run, seen by daemons. Several use one queue at a time.
///
/// Every method may throw a [dev.sage.spi.SageException] with
/// [dev.sage.spi.ErrorCode#METADATA_UNREACHABLE]; then nobody knows whether it took effect, and it
/// is safe to call it again.
public interface ExecutionQueue {
  /// Claims waiting executions whose time has come, those of larger priority first, then the
  /// oldest. No two callers get the same one.
  List<Execution> claim(String daemon, int most);

  /// Changes the state of an execution that is at that attempt, and puts what that announces into
  /// the outbox, both or neither.
  ///
  /// @return false when it is in another state or at another attempt: then somebody else has
  ///   decided
  boolean apply(UUID execution, long attempt, Transition transition);

  /// Running executions of daemons that nobody holds a lease of, as far as the database knows, and
  /// that were claimed longer ago than `grace`. What functions have is not among them.
  List<Execution> orphans(Duration grace);

  /// Running executions of a daemon that somebody wants to be stopped.
  Set<UUID> toStop(String daemon);

  /// Whether an execution waits or runs, so that somebody may yet go on with what an attempt left.
  boolean isOpen(UUID execution);

  /// When the next waiting execution is due; zero: there is one now; longer than a day: none.
  Duration untilDue();

  /// Waits until there may be something to do for daemons, or `atMost` has passed; while something
  /// is due, not at all.
  void await(Duration atMost) throws InterruptedException;
}
