package dev.sage.scenarios;

import java.nio.file.Path;

/// Over a disk and leases in memory.
final class WorkersMeetIT extends WorkersMeet {
  @Override
  protected WorkerDesk desk(Path folder, String database) {
    return new WorkerDesk(folder, database);
  }
}
