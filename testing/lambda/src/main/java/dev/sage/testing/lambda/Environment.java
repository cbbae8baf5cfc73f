package dev.sage.testing.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// A process of the function, and what it is doing. Everything but the hand-over is guarded by the
/// dispatcher.
final class Environment {
  private final int number;
  private final Process process;
  private final Path log;
  private final long started = System.nanoTime();
  private final BlockingQueue<Optional<Running>> handed = new LinkedBlockingQueue<>();
  private @Nullable Running running;
  private Duration init = Duration.ZERO;
  private boolean asked;
  private boolean idle;
  private boolean over;

  private Environment(int number, Process process, Path log) {
    this.number = number;
    this.process = process;
    this.log = log;
  }

  /// @param folder of the host; gets a log, and a temporary folder of the process
  static Environment start(
      int number, FunctionPackage function, Map<String, String> variables, Path folder) {
    Path log = folder.resolve("environment-%d.log".formatted(number));
    try {
      Path temporary = Files.createDirectory(folder.resolve("tmp-" + number));
      ProcessBuilder builder =
          new ProcessBuilder(function.command())
              .directory(function.directory().toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().clear();
      builder.environment().putAll(variables);
      builder.environment().put("TMPDIR", temporary.toString());
      return new Environment(number, builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int number() {
    return number;
  }

  Process process() {
    return process;
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The process asks for an event.
  void asks() {
    if (!asked) {
      asked = true;
      init = Duration.ofNanos(System.nanoTime() - started);
    }
    idle = running == null;
  }

  /// From the start of the process until it asked first; zero: it has not.
  Duration init() {
    return init;
  }

  boolean isIdle() {
    return idle && !over;
  }

  @Nullable Running running() {
    return running;
  }

  void hand(Running next) {
    idle = false;
    running = next;
    handed.add(Optional.of(next));
  }

  void done() {
    running = null;
  }

  void end() {
    over = true;
    handed.add(Optional.empty());
  }

  /// Waits for the next event; empty: the process has ended meanwhile.
  Optional<Running> take() throws InterruptedException {
    return handed.take();
  }

  /// The largest resident set so far, in bytes; 0: not known.
  long peakMemory() {
    try {
      return Files.readAllLines(Path.of("/proc/%d/status".formatted(process.pid()))).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /// @param name `STOP`, `CONT`
  void signal(String name) {
    try {
      int exit =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("Environment %d has ended.".formatted(number));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// SIGKILL.
  void kill() {
    process.destroyForcibly();
  }
}
