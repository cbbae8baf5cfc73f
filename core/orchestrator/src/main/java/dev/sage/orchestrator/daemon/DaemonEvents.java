package dev.sage.orchestrator.daemon;

import dev.sage.orchestrator.cost.Settled;
import dev.sage.orchestrator.execution.Execution;
import dev.sage.orchestrator.execution.Transition;
import dev.sage.orchestrator.inbox.Found;
import dev.sage.orchestrator.inbox.Inbox;
import dev.sage.orchestrator.inbox.Receipt;
import dev.sage.orchestrator.placement.Decision;
import dev.sage.orchestrator.placement.Place;

/// Told what a daemon does: for logs and metrics. Called from several threads; must return at once
/// and must not throw.
public interface DaemonEvents {
  /// A file was taken in, or refused.
  default void taken(Inbox inbox, Found file, Receipt receipt) {}

  /// A file about which all is decided left the inbox.
  default void moved(Inbox inbox, Found file, String where) {}

  /// It was decided where an execution is done. Only where there is a choice.
  default void placed(Execution execution, Decision decision) {}

  /// A worker of this daemon begins.
  default void begun(Execution execution) {}

  /// This daemon changed the state of an execution.
  default void changed(Execution execution, Transition transition) {}

  /// What an attempt in functions has cost, and what came of it. Only where somebody reckons.
  default void settled(Execution execution, Place place, Transition transition, Settled settled) {}

  /// What this daemon wanted to say of an execution does not count: somebody else has decided.
  default void overtaken(Execution execution, Transition transition) {}

  /// A component cannot do its work now; it tries again.
  default void trouble(Component component, Exception cause) {}

  /// A component works again.
  default void fine(Component component) {}

  /// What a daemon consists of.
  enum Component {
    SCANNER,
    DISPATCHER,
    JANITOR,
    CALENDAR,
    COURIER,
    BURST
  }

  /// Listens to nothing.
  DaemonEvents NONE = new DaemonEvents() {};
}
