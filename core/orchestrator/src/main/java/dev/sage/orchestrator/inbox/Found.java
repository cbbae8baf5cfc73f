package dev.sage.orchestrator.inbox;

import java.nio.file.Path;
import java.time.Instant;

/// A file in an inbox, before anybody has looked into it.
///
/// @param path where it is, relative to the inbox, with `/`: what an inbox knows it by
/// @param size in bytes
/// @param modified by the clock of whoever keeps it
public record Found(String path, long size, Instant modified) {
  /// Its own name, without folders.
  public String filename() {
    return String.valueOf(Path.of(path).getFileName());
  }
}
