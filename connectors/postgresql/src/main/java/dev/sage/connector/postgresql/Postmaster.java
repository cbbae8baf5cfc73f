package dev.sage.connector.postgresql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What `postmaster.pid` says about the server over a data directory.
record Postmaster(Path data, long pid, int port, boolean isReady) {
  private static final int PORT_LINE = 3;
  private static final int STATUS_LINE = 7;

  static Optional<Postmaster> read(Path data) throws IOException {
    try {
      List<String> lines = Files.readAllLines(file(data));
      return lines.isEmpty() ? Optional.empty() : Optional.of(parse(data, lines));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private static Postmaster parse(Path data, List<String> lines) {
    boolean complete = lines.size() > STATUS_LINE;
    return new Postmaster(
        data,
        Long.parseLong(lines.getFirst().strip()),
        complete ? Integer.parseInt(lines.get(PORT_LINE).strip()) : 0,
        complete && lines.get(STATUS_LINE).strip().equals("ready"));
  }

  /// Whether that process is there and serves this data.
  boolean isAlive() throws IOException {
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    return process.isPresent() && servesData(process.get());
  }

  /// PostgreSQL itself copes with the number of a dead process, but takes any living one for a
  /// server; in containers numbers are soon used again. Where a process still works on the data,
  /// the file stays and PostgreSQL refuses to start.
  void forgetIfItsNumberWasReused() throws IOException {
    if (ProcessHandle.of(pid).isPresent()) {
      for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
        if (servesData(process)) {
          return;
        }
      }
      Files.deleteIfExists(file(data));
    }
  }

  /// Servers have their data as the working directory. Where systems do not tell, the name decides.
  private boolean servesData(ProcessHandle process) throws IOException {
    Path workingDirectory = Path.of("/proc", String.valueOf(process.pid()), "cwd");
    if (!Files.isDirectory(Path.of("/proc/self"))) {
      return process.info().command().map(command -> command.endsWith("/postgres")).orElse(false);
    }
    try {
      return Files.readSymbolicLink(workingDirectory).equals(data.toRealPath());
    } catch (IOException _) {
      return false;
    }
  }

  private static Path file(Path data) {
    return data.resolve("postmaster.pid");
  }
}
