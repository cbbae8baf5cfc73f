package dev.sage.worker.cost;

import dev.sage.worker.json.JsonValues;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// What a function measured of itself while it did an execution: `measured` in `result.json`.
///
/// @param start from the begin of its process to its first message; zero for later ones
/// @param duration from the message to when this was written, which is before files are stored
/// @param memory that it was given, in bytes
/// @param peakMemory that it had at most, in bytes
/// @param files that it leaves
/// @param bytes of these together
public record Measured(
    Duration start, Duration duration, long memory, long peakMemory, long files, long bytes) {
  /// What an object of JSON calls it.
  public static final String NAME = "measured";

  /// @throws IllegalArgumentException saying what is wrong with it
  public static Measured of(JsonValues json) {
    return new Measured(
        Duration.ofMillis(json.number("start_ms")),
        Duration.ofMillis(json.number("duration_ms")),
        json.number("memory"),
        json.number("peak_memory"),
        json.number("files"),
        json.number("bytes"));
  }

  /// The same object with this in it.
  ///
  /// @param object a `result.json`
  public byte[] addedTo(byte[] object) {
    String text = new String(object, StandardCharsets.UTF_8).stripTrailing();
    if (!text.endsWith("}")) {
      throw new IllegalArgumentException("It is no object of JSON.");
    }
    String own =
        ",\"%s\":{\"start_ms\":%d,\"duration_ms\":%d,\"memory\":%d,\"peak_memory\":%d,\"files\":%d,\"bytes\":%d}}"
            .formatted(
                NAME, start.toMillis(), duration.toMillis(), memory, peakMemory, files, bytes);
    return (text.substring(0, text.length() - 1) + own).getBytes(StandardCharsets.UTF_8);
  }
}
