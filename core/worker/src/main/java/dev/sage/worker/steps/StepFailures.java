package dev.sage.worker.steps;

import dev.sage.spi.SageException;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.worker.FailureRecord;
import dev.sage.worker.Results;
import dev.sage.worker.StepFiles;
import dev.sage.worker.WorkOrder;
import dev.sage.worker.disk.Directories;
import dev.sage.worker.disk.DiskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/// Says in the store that a step failed which is done without a lease: the first one of an attempt
/// that did is heard of, for one is enough to end it.
public final class StepFailures {
  /// No lease has it.
  private static final long TOKEN = 0;

  private final ExecutionStore store;
  private final Results results;

  public StepFailures(ExecutionStore store) {
    this.store = store;
    this.results = new Results(store);
  }

  /// @param scratch a directory of this machine
  public void leave(WorkOrder order, SageException failure, Path scratch) {
    FailureRecord record = FailureRecord.of(order.attempt(), TOKEN, failure);
    try {
      Directories.makePrivate(scratch);
      Path file = Files.createTempFile(scratch, "failed", ".json");
      try {
        Files.write(file, record.json());
        store.add(order.execution(), name(order.attempt()), file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw DiskFailure.of("The directory " + scratch + " cannot be used", e);
    }
  }

  /// How a step of an attempt failed; empty: none did that could still say so.
  public Optional<FailureRecord> find(UUID execution, long attempt) {
    return results.failure(execution, name(attempt));
  }

  private static String name(long attempt) {
    return StepFiles.FOLDER + "failed/attempt-%05d.json".formatted(attempt);
  }
}
