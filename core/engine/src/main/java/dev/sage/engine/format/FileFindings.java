package dev.sage.engine.format;

import dev.sage.contract.Catalog;
import dev.sage.contract.ExtraColumns;
import dev.sage.engine.report.FileFinding;
import dev.sage.spi.FindingCode;
import dev.sage.spi.Message;
import dev.sage.spi.Severity;
import java.util.Optional;

/// Findings about a whole file, whatever its format.
public final class FileFindings {
  private FileFindings() {}

  /// A column that the contract does not know; nothing where the contract ignores such.
  public static Optional<FileFinding> extra(Catalog catalog, String file, String column) {
    Severity severity =
        switch (catalog.extraColumns()) {
          case ERROR -> Severity.ERROR;
          case WARN -> Severity.WARNING;
          case IGNORE -> Severity.MESSAGE;
        };
    return catalog.extraColumns() == ExtraColumns.IGNORE
        ? Optional.empty()
        : Optional.of(
            new FileFinding(
                catalog.id(),
                file,
                FindingCode.COLUMN_EXTRA,
                severity,
                column,
                "",
                new Message(
                    "la columna «%s» no se esperaba y no se lee; quítela, o corrija su nombre"
                        .formatted(column),
                    "column “%s” was not expected and is not read; remove it, or correct its name"
                        .formatted(column))));
  }

  static FileFinding guessed(Catalog catalog, String file) {
    return of(
        catalog,
        file,
        FindingCode.ENCODING_GUESSED,
        new Message(
            "el archivo no es UTF-8; se leyó como Windows-1252. Si es otra codificación, indíquela en el contrato (encoding)",
            "the file is not UTF-8; it was read as Windows-1252. If it is another encoding, say so in the contract (encoding)"));
  }

  static FileFinding of(Catalog catalog, String file, FindingCode code, Message message) {
    return new FileFinding(catalog.id(), file, code, code.severity(), "", "", message);
  }
}
