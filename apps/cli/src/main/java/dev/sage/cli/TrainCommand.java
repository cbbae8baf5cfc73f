package dev.sage.cli;

import dev.sage.engine.Cancellation;
import java.nio.file.Path;

/// Walks through what a usual command loads, so that the JVM can keep it in a cache. Nobody looks
/// at the outcome.
record TrainCommand(ExecuteCommand executions) {

  /// @param directory holds `contract.yaml` and `data.csv`
  int run(Path directory, Cancellation cancellation) {
    return executions.run(
        (Invocation.Execute)
            Sentence.read(
                "check",
                directory.resolve("contract.yaml").toString(),
                directory.resolve("data.csv").toString(),
                "--out",
                directory.resolve("execution").toString()),
        cancellation);
  }
}
