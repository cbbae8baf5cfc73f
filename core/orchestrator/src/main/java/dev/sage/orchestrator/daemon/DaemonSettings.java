package dev.sage.orchestrator.daemon;

import dev.sage.orchestrator.execution.RetryPolicy;
import java.time.Duration;

/// How a daemon works.
///
/// @param name of this daemon, unique among those of one database
/// @param executions how many are done at a time
/// @param scan how often inboxes are looked at
/// @param lease how long a daemon may be away before others take what it has
/// @param retries what happens to attempts that fail
public record DaemonSettings(
    String name, int executions, Duration scan, Duration lease, RetryPolicy retries) {
  public DaemonSettings {
    if (name.isBlank() || executions < 0 || !scan.isPositive() || !lease.isPositive()) {
      throw new IllegalArgumentException(
          "A daemon has a name, no fewer than 0 executions, and intervals longer than nothing.");
    }
  }

  /// Three executions, a look a second, leases of a minute.
  public static DaemonSettings of(String name) {
    return new DaemonSettings(
        name, 3, Duration.ofSeconds(1), Duration.ofMinutes(1), RetryPolicy.DEFAULT);
  }
}
