package dev.sage.worker;

import java.nio.file.Path;
import java.time.Duration;

/// What one worker is told about itself.
///
/// @param scratch a directory on a disk of this machine, for what is being worked on; other workers
///   may use it too
/// @param owner names it for people who look at leases: `daemon-1`
/// @param lease how long a worker that says nothing counts as working
public record WorkerSettings(Path scratch, String owner, Duration lease) {
  public static final Duration LEASE = Duration.ofSeconds(60);

  public WorkerSettings {
    if (lease.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("A lease lasts a second or longer.");
    }
  }

  public WorkerSettings(Path scratch, String owner) {
    this(scratch, owner, LEASE);
  }
}
