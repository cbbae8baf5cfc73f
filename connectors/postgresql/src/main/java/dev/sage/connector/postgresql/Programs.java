package dev.sage.connector.postgresql;

import dev.sage.spi.SageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Runs `initdb` and `pg_ctl`.
final class Programs {
  private static final int TAIL_LINES = 15;

  private final Path binaries;
  private final Path log;
  private final Path serverLog;

  Programs(Path binaries, Path log, Path serverLog) {
    this.binaries = binaries;
    this.log = log;
    this.serverLog = serverLog;
  }

  void run(String program, String... arguments) {
    List<String> command = new ArrayList<>(prefix());
    command.add(binaries.resolve("bin").resolve(program).toString());
    command.addAll(Arrays.asList(arguments));
    int status = status(command);
    if (status != 0) {
      throw failed("%s of the warehouse failed with status %d.".formatted(program, status));
    }
  }

  private int status(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(log.toFile()).redirectInput(ProcessBuilder.Redirect.from(nothing()));
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    try {
      return builder.start().waitFor();
    } catch (IOException e) {
      throw Warehouse.failed("The warehouse cannot start a program: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Warehouse.failed("Starting or stopping the warehouse was interrupted.", e);
    }
  }

  /// PostgreSQL refuses to run as root. In a user namespace of its own, a root without rights has
  /// another number, and still owns its files.
  private static List<String> prefix() {
    return isRoot() ? List.of("unshare", "--user") : List.of();
  }

  private static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }

  SageException failed(String what) {
    String hint =
        isRoot()
            ? " This process is root, so PostgreSQL runs in a user namespace (unshare --user); where those are forbidden, run as another user or name a PostgreSQL of your own."
            : "";
    return Warehouse.failed(what + hint + "\n" + tail(log) + tail(serverLog), null);
  }

  private static String tail(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      List<String> last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
      return "%s:%n%s%n".formatted(file, String.join("\n", last));
    } catch (IOException _) {
      return "";
    }
  }

  private static java.io.File nothing() {
    return new java.io.File("/dev/null");
  }
}
