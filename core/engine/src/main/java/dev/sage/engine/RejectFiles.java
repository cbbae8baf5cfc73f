package dev.sage.engine;

import dev.sage.engine.format.Names;
import dev.sage.engine.report.Delivered;
import dev.sage.engine.report.Rejects;
import dev.sage.engine.sql.Session;
import dev.sage.spi.Language;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// `rejects/`: the original bytes of what was rejected, ready to be corrected and sent again, and
/// why.
///
/// A catalog's file has one of the catalog's name. Of several files each has its own, of its own
/// name, in a folder of the catalog's: they may differ in their header and encoding, and the folder
/// can be sent again as it is. The reasons are in one file for each catalog.
final class RejectFiles {
  /// Of letters that take three bytes each, a file system takes 85.
  private static final int LONGEST_NAME = 80;

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
    Delivered delivered = one.delivered();
    String name = ExecutionDirectory.fileName(delivered.catalog());
    if (delivered.hasSeveralFiles()) {
      writeEach(one, directory.directory("rejects/" + name));
    } else {
      ReadFile only = one.files().getFirst();
      write(
          new Rejects(session, delivered.staged()),
          only,
          folder.resolve(name + only.file().rejectsEnding()));
    }
    new Rejects(session, delivered.staged())
        .writeReasons(
            delivered,
            findings,
            directory.file("finding_records.parquet"),
            folder.resolve(name + ".errors.csv"),
            language == Language.ES);
  }

  private void writeEach(ReadCatalog one, Path folder) {
    List<ReadFile> files = one.files();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < files.size(); i++) {
      ReadFile file = files.get(i);
      Rejects rejects = Rejects.ofFile(session, one.delivered().staged(), i, file.partNumbers());
      if (rejects.count() > 0) {
        String name = nameOf(file);
        boolean good = name.length() <= LONGEST_NAME && names.add(name.toLowerCase(Locale.ROOT));
        write(rejects, file, folder.resolve(good ? name : numbered(i, file)));
      }
    }
  }

  private static void write(Rejects rejects, ReadFile file, Path target) {
    try (Rejects.RecordNumbers records = rejects.records()) {
      file.file().copyRejects(file.parts(), records, target);
    }
  }

  /// The file's own name, as far as it can do no harm, with the ending of what is written.
  private static String nameOf(ReadFile file) {
    String ending = file.file().rejectsEnding();
    String plain = Names.uncompressed(file.name());
    int dot = plain.lastIndexOf('.');
    return ExecutionDirectory.memberName(dot < 0 ? plain : plain.substring(0, dot)) + ending;
  }

  /// For a name that is too long, or there already: `a.xls` and `a.xlsx` are both sent back as
  /// .xlsx.
  private static String numbered(int place, ReadFile file) {
    return "file-%04d%s".formatted(place, file.file().rejectsEnding());
  }
}
