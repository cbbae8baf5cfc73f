package dev.sage.engine.report;

import java.util.Optional;
import java.util.UUID;

/// Where a delivery came from, and where it is processed.
///
/// @param inbox through which it came
/// @param sender who delivered it
/// @param placement `local`, or whatever else the worker calls its place
public record Origin(Optional<UUID> inbox, Optional<UUID> sender, String placement) {
  /// Of a file that somebody named on the command line.
  public static final Origin COMMAND_LINE = new Origin(Optional.empty(), Optional.empty(), "local");
}
