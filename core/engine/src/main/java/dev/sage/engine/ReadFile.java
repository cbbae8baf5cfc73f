package dev.sage.engine;

import dev.sage.engine.format.RecordFile;
import dev.sage.engine.split.Part;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A file that was read, and what it takes to look at it once more.
///
/// @param read its records by the splitter's own count
/// @param parts without their line maps, which are in the engine by now
record ReadFile(String name, long read, RecordFile file, List<Part> parts) {
  ReadFile {
    parts = List.copyOf(parts);
  }

  /// The numbers of its parts among those of the catalog.
  Set<Integer> partNumbers() {
    return parts.stream().map(Part::number).collect(Collectors.toSet());
  }
}
