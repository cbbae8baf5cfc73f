package dev.sage.bench.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One process of `sage`, which ends by itself or is killed.
final class Child {
  private final Process process;
  private final Path log;
  private volatile boolean killed;

  private Child(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static Child start(List<String> words, Map<String, String> environment, Path folder, Path log)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return new Child(builder.start(), log);
  }

  /// SIGKILL: nothing of it runs afterwards.
  void kill() {
    killed = process.isAlive();
    process.destroyForcibly();
    process.onExit().join();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Whether it was hit before it ended.
  boolean wasKilled() {
    return killed;
  }

  /// False when it has not ended by then.
  boolean await(Duration time) throws InterruptedException {
    return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  int exit() {
    return process.exitValue();
  }

  String said() throws IOException {
    return Files.readString(log).strip();
  }
}
