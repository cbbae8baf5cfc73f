package dev.sage.engine;

import dev.sage.engine.report.Rejects;
import dev.sage.engine.split.RejectCopier;
import dev.sage.engine.sql.Session;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.SageException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
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
    copyRecords(one, rejects, folder.resolve(name + extension(one.delivered().file())));
    rejects.writeReasons(
        findings,
        directory.file("finding_records.parquet"),
        folder.resolve(name + ".errors.csv"),
        language == Language.ES);
  }

  private static void copyRecords(ReadCatalog one, Rejects rejects, Path target) {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), 1 << 16);
        Rejects.RecordNumbers records = rejects.records()) {
      RejectCopier.copy(
          one.file(),
          one.prescan(),
          one.dialect(),
          one.delivered().staged().catalog().fields().size(),
          one.parts(),
          records,
          out);
    } catch (IOException e) {
      throw new SageException(
          ErrorCode.STORAGE, "The rejected records could not be written to " + target + ".", e);
    }
  }

  /// `.csv` where the file's own ending could do harm or is missing.
  private static String extension(String file) {
    int dot = file.lastIndexOf('.');
    String ending = dot < 0 ? "" : file.substring(dot + 1);
    return ending.matches("[A-Za-z0-9]{1,8}") ? "." + ending : ".csv";
  }
}
