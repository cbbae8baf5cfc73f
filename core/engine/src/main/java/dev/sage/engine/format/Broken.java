package dev.sage.engine.format;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import org.jspecify.annotations.Nullable;

/// Files that are not what their format says.
final class Broken {
  private Broken() {}

  /// @param what the details, which are of use in English only
  static SageException workbook(String file, String what, @Nullable Throwable cause) {
    return of(
        "El libro %s no se puede leer: está dañado o no es .xlsx ni .xls (%s). Guárdelo y entréguelo otra vez."
            .formatted(shown(file), what),
        "The workbook %s cannot be read: %s. Save and deliver it again."
            .formatted(shown(file), what),
        cause);
  }

  static SageException parquet(String file, @Nullable Throwable cause) {
    return of(
        "El archivo Parquet %s no se puede leer: está cortado o dañado. Créelo y entréguelo otra vez."
            .formatted(shown(file)),
        "The Parquet file %s cannot be read: it is cut or damaged. Create and deliver it again."
            .formatted(shown(file)),
        cause);
  }

  static SageException notText(String file) {
    return of(
        "%s es un libro o un archivo comprimido, y el contrato dice que es texto. Entréguelo así, o cambie 'file_format' en el contrato."
            .formatted(shown(file)),
        "%s is a workbook or an archive, and the contract says that it is text. Deliver it so, or change 'file_format' in the contract."
            .formatted(shown(file)),
        null);
  }

  private static SageException of(String es, String en, @Nullable Throwable cause) {
    return new SageException(ErrorCode.FILE_CORRUPT, new Message(es, en), cause);
  }

  static SageException encrypted(String file) {
    return new SageException(
        ErrorCode.ARCHIVE_ENCRYPTED,
        new Message(
            "El libro %s tiene contraseña: entréguelo sin ella.".formatted(shown(file)),
            "The workbook %s has a password: deliver it without one.".formatted(shown(file))));
  }

  static SageException noSheet(String book, String wanted, String there) {
    return new SageException(
        ErrorCode.SHEET_MISSING,
        new Message(
            "El libro %s no tiene la hoja «%s». Tiene: %s".formatted(shown(book), wanted, there),
            "The workbook %s has no sheet «%s». It has: %s".formatted(shown(book), wanted, there)));
  }

  static String shown(String name) {
    String printable = name.replaceAll("\\p{Cntrl}", "?");
    return printable.length() <= 200 ? printable : printable.substring(0, 200) + "…";
  }
}
