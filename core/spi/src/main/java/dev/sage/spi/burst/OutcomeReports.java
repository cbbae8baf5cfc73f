package dev.sage.spi.burst;

import java.util.UUID;

/// Tells the metadata how executions ended, from where the orchestrator is not. Safe for use by
/// many threads.
///
/// `result.json` in the store is the truth, and the orchestrator finds it without being told: a
/// report that fails harms nothing.
public interface OutcomeReports extends AutoCloseable {
  /// @param result the content of `result.json`
  /// @throws dev.sage.spi.SageException [dev.sage.spi.ErrorCode#METADATA_UNREACHABLE]
  void ended(UUID execution, byte[] result);

  @Override
  void close();
}
