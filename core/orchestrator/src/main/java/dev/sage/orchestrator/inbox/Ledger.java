package dev.sage.orchestrator.inbox;

import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.orchestrator.execution.NewExecution;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The memory of what has arrived. Exactly one delivery of an inbox with a certain content is
/// accepted, however many daemons see it at once and whatever dies meanwhile.
public interface Ledger {
  /// Whether this very file was recorded already and waits where it is: then there is no need to
  /// look into it again.
  boolean knows(UUID inbox, Found file);

  /// Records a delivery and, if its content is new to the inbox, queues its execution, both or
  /// neither.
  Receipt receive(Delivery delivery, NewExecution execution);

  /// Records a delivery that nobody will process.
  ///
  /// @param reason why not, for people
  Receipt.Refused refuse(Delivery delivery, String reason);

  /// Deliveries of an inbox that lie where they arrived though all is decided about them.
  List<Settled> unmoved(UUID inbox, int most);

  /// Notes where a delivery went.
  void moved(UUID delivery, String where);

  /// A delivery about which all is decided.
  ///
  /// @param state of its execution; empty: it was not queued
  record Settled(Delivery delivery, Optional<ExecutionState> state, boolean duplicate) {}
}
