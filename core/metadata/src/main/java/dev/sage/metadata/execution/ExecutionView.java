package dev.sage.metadata.execution;

import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.orchestrator.placement.Decision;
import dev.sage.worker.WorkOrder;
import dev.sage.worker.WorkOutcome.Landed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// An execution as people see it in lists.
///
/// @param number grows from one to the next
/// @param counts empty: it has not ended, or without an outcome
/// @param error of the last attempt that failed
/// @param decision where it is done and why; empty: there was no choice yet
/// @param landed by its last attempt that ended
/// @param filesDeleted since when its files are no longer kept
public record ExecutionView(
    UUID id,
    long number,
    UUID inbox,
    String inboxName,
    UUID delivery,
    Optional<UUID> sender,
    Optional<String> senderName,
    String filename,
    int deliveryVersion,
    String contractName,
    int contractVersion,
    ExecutionState state,
    int priority,
    long attempt,
    Optional<String> daemon,
    boolean stopRequested,
    Instant arrived,
    Instant queued,
    Optional<Instant> started,
    Optional<Instant> ended,
    Optional<Counts> counts,
    Optional<LastError> error,
    Optional<UUID> replays,
    Optional<Decision> decision,
    List<Landed> landed,
    Optional<Instant> filesDeleted) {
  public ExecutionView {
    landed = List.copyOf(landed);
  }

  /// What an outcome counts.
  public record Counts(
      long read,
      long accepted,
      long rejected,
      long filtered,
      long errors,
      long warnings,
      long messages,
      String status) {}

  /// @param code the number of an [dev.sage.spi.ErrorCode]
  public record LastError(int code, String message) {}

  /// All about one.
  ///
  /// @param contractVersion the id of the version that it uses
  /// @param available from when on it may be claimed, if it waits
  /// @param replayedBy executions that do it again
  public record Detail(
      ExecutionView execution,
      UUID contractVersion,
      String contractSha256,
      WorkOrder order,
      Duration deadline,
      int failures,
      int losses,
      Instant available,
      OptionalInt exit,
      String sha256,
      long size,
      Optional<UUID> corrects,
      List<UUID> replayedBy) {
    public Detail {
      replayedBy = List.copyOf(replayedBy);
    }
  }
}
