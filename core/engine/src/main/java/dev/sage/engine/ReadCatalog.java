package dev.sage.engine;

import dev.sage.engine.format.RecordFile;
import dev.sage.engine.report.Delivered;
import dev.sage.engine.report.FileFinding;
import dev.sage.engine.split.Part;
import java.util.List;

/// A catalog that was read, and what it takes to look at its file once more.
///
/// @param parts without their line maps, which are in the engine by now
/// @param findings about the file itself
record ReadCatalog(
    Delivered delivered, RecordFile file, List<Part> parts, List<FileFinding> findings) {
  ReadCatalog {
    parts = List.copyOf(parts);
    findings = List.copyOf(findings);
  }
}
