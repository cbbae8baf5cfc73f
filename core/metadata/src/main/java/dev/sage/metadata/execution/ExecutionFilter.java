package dev.sage.metadata.execution;

import dev.sage.orchestrator.execution.ExecutionState;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Which executions a list has.
///
/// @param states none: all
/// @param from queued at that time or later
/// @param until queued before that time
/// @param text in the name of the file or of the sender, or in the error; any case
public record ExecutionFilter(
    Set<ExecutionState> states,
    Optional<UUID> inbox,
    Optional<UUID> sender,
    Optional<UUID> delivery,
    Optional<Instant> from,
    Optional<Instant> until,
    Optional<String> text) {
  public static final ExecutionFilter ALL =
      new ExecutionFilter(
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public ExecutionFilter {
    states = Set.copyOf(states);
  }
}
