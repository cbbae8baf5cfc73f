package dev.sage.bench.crash;

import java.util.List;

/// `bench/run crash`.
public final class CrashCommand {
  private CrashCommand() {}

  /// Returns the exit status.
  public static int run(List<String> arguments) {
    throw new IllegalArgumentException("not built yet " + arguments);
  }
}
