package dev.sage.engine;

import dev.sage.engine.report.Rejects;
import dev.sage.engine.sql.Session;
import dev.sage.spi.Language;
import java.nio.file.Path;

/// `rejects/`: the original bytes of what was rejected, ready to be corrected and sent again, and
/// why.
final class RejectFiles {
  private final Session session;
  private final ExecutionDirectory directory;
  private final Language language;

  RejectFiles(Session session, ExecutionDirectory directory, Language language) {
    this.session = session;
    this.directory = directory;
    this.language = language;
  }

  void write(ReadCatalog one, Path findings) {
    Path folder = directory.directory("rejects");
    String name = ExecutionDirectory.fileName(one.delivered().catalog());
    Rejects rejects = new Rejects(session, one.delivered().staged());
    try (Rejects.RecordNumbers records = rejects.records()) {
      Path target = folder.resolve(name + one.file().rejectsEnding());
      one.file().copyRejects(one.parts(), records, target);
    }
    rejects.writeReasons(
        findings,
        directory.file("finding_records.parquet"),
        folder.resolve(name + ".errors.csv"),
        language == Language.ES);
  }
}
