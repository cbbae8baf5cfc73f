package dev.sage.engine;

import dev.sage.engine.report.Delivered;
import dev.sage.engine.report.FileFinding;
import java.util.List;

/// A catalog that was read.
///
/// @param files in their order; none if not one could be read
/// @param findings about the files themselves
record ReadCatalog(Delivered delivered, List<ReadFile> files, List<FileFinding> findings) {
  ReadCatalog {
    files = List.copyOf(files);
    findings = List.copyOf(findings);
  }
}
