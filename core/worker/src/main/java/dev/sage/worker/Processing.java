package dev.sage.worker;

import dev.sage.engine.Cancellation;
import dev.sage.engine.Progress;
import java.nio.file.Path;

/// What a worker does with an execution once everything is at hand: [EngineProcessing], or what a
/// simulation puts in its place.
@FunctionalInterface
public interface Processing {
  /// Processes a delivery. `result.json` in the directory says how that ended; all that is to be
  /// kept lies beside it. Called by several threads, each with another job.
  ///
  /// @param cancellation also cancelled when the lease is lost
  /// @throws dev.sage.spi.SageException when it did not end
  void process(Job job, Progress progress, Cancellation cancellation);

  /// An execution, brought to this machine.
  ///
  /// @param contract the bytes of the contract, of the hash that the order names
  /// @param input the delivered file, of its own name; must not be changed
  /// @param directory of the execution; holds what an attempt before this one left, if it was made
  ///   here
  /// @param token the fencing token of the lease
  record Job(WorkOrder order, byte[] contract, Path input, Path directory, long token) {}
}
