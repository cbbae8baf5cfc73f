package dev.sage.orchestrator.retention;

import java.time.Duration;

/// How long is kept what has ended.
///
/// @param files of executions
/// @param deliveries what is known of them and their executions; no shorter
public record RetentionSettings(Duration files, Duration deliveries) {
  public RetentionSettings {
    if (!files.isPositive() || deliveries.compareTo(files) < 0) {
      throw new IllegalArgumentException(
          "Files are kept for longer than nothing, deliveries no shorter than files.");
    }
  }
}
