package dev.sage.worker;

import dev.sage.worker.cost.Measured;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What came of a [WorkOrder]. A failure is a [SageException]: nothing was landed, or the same
/// order given again lands it.
public sealed interface WorkOutcome {
  /// Somebody else has the lease. Nothing was done.
  record Busy() implements WorkOutcome {}

  /// The execution has ended, now or before. `result.json` in the store says the same.
  ///
  /// @param token of the worker that ended it
  /// @param outcome `done` or `refused`
  /// @param exit 0 no errors in the data, 1 errors
  /// @param status of the report: `Éxito`, `Parcial`, `Fallido`
  /// @param read records, over all catalogs
  /// @param errors findings of that severity; so `warnings` and `messages`
  /// @param measured by the function that ended it; empty: it was done elsewhere, or said nothing
  record Ended(
      long token,
      String outcome,
      int exit,
      String status,
      long read,
      long accepted,
      long rejected,
      long filtered,
      long errors,
      long warnings,
      long messages,
      List<Landed> landed,
      Instant finishedAt,
      Optional<Measured> measured)
      implements WorkOutcome {
    public Ended {
      landed = List.copyOf(landed);
    }

    public Ended(
        long token,
        String outcome,
        int exit,
        String status,
        long read,
        long accepted,
        long rejected,
        long filtered,
        long errors,
        long warnings,
        long messages,
        List<Landed> landed,
        Instant finishedAt) {
      this(
          token,
          outcome,
          exit,
          status,
          read,
          accepted,
          rejected,
          filtered,
          errors,
          warnings,
          messages,
          landed,
          finishedAt,
          Optional.empty());
    }
  }

  /// Rows that were landed.
  ///
  /// @param materialization its id in the contract
  record Landed(String materialization, long rows, String outcome) {}
}
