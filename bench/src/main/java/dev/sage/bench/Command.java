package dev.sage.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// A command line that is run and measured.
///
/// @param environment what it finds there besides the usual
/// @param exits the exit codes that mean it did its work
public record Command(
    String name, List<String> words, Map<String, String> environment, Set<Integer> exits) {
  private static final int SAMPLE_MILLIS = 20;

  public Command(String name, List<String> words, Set<Integer> exits) {
    this(name, words, Map.of(), exits);
  }

  /// From its start to its exit.
  public Measured run(Path log) throws IOException, InterruptedException {
    double cpuBefore = Proc.endedChildrenSeconds();
    long start = System.nanoTime();
    Process process = started(log);
    double peak = 0;
    while (!process.waitFor(SAMPLE_MILLIS, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, Proc.peakMib(process.toHandle()));
    }
    double wall = (System.nanoTime() - start) / 1e9;
    refuseFailure(process.exitValue(), log);
    return new Measured(wall, Proc.endedChildrenSeconds() - cpuBefore, peak);
  }

  private Process started(Path log) throws IOException {
    var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private void refuseFailure(int exit, Path log) throws IOException {
    if (!exits.contains(exit)) {
      throw new CommandFailed(name + " ended with " + exit + ":\n" + Files.readString(log).strip());
    }
  }
}
