package dev.sage.orchestrator.inbox;

import java.util.Optional;
import java.util.UUID;

/// What the ledger made of a delivery.
///
/// @param delivery its id in the ledger
public sealed interface Receipt {
  UUID delivery();

  /// It is new content and was queued.
  ///
  /// @param version 1, or more when it takes the place of an earlier one of that sender and name
  /// @param corrects the delivery before it; empty: the first of that name
  record Accepted(UUID delivery, UUID execution, int version, Optional<UUID> corrects)
      implements Receipt {}

  /// The inbox had this content before. It was recorded and not queued.
  ///
  /// @param of the delivery that came first
  /// @param execution what processed that one
  record Duplicate(UUID delivery, UUID of, UUID execution) implements Receipt {}

  /// Whoever sent it may not. It was recorded and not queued.
  record Refused(UUID delivery, String reason) implements Receipt {}
}
