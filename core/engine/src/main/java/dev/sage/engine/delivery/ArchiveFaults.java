package dev.sage.engine.delivery;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import java.io.IOException;

/// What is said of archives, and of compressed files, that cannot be read.
final class ArchiveFaults {
  private ArchiveFaults() {}

  /// @param es what is wrong with it, the end of a sentence
  static SageException corrupt(String zip, String es, String en, IOException cause) {
    return new SageException(
        ErrorCode.ARCHIVE_CORRUPT,
        new Message(
            "El ZIP %s no se puede leer: %s. Créelo y entréguelo otra vez.".formatted(zip, es),
            "The ZIP %s cannot be read: %s. Create and deliver it again.".formatted(zip, en)),
        cause);
  }

  static SageException encrypted(String zip, IOException cause) {
    return new SageException(
        ErrorCode.ARCHIVE_ENCRYPTED,
        new Message(
            "El ZIP %s está cifrado: entréguelo sin contraseña.".formatted(zip),
            "The ZIP %s is encrypted: deliver it without a password.".formatted(zip)),
        cause);
  }

  static SageException tooManyEntries(String zip, int entries, int most) {
    return limit(
        "El ZIP %s tiene %d entradas, y se admiten %d".formatted(zip, entries, most),
        "The ZIP %s has %d entries, and %d are allowed".formatted(zip, entries, most));
  }

  static SageException tooMuchData(String file, long most) {
    return limit(
        "%s tiene, descomprimido, más de %s de datos".formatted(file, size(most)),
        "%s holds more than %s of data, inflated".formatted(file, size(most)));
  }

  /// A bomb: nothing that people make is so dense.
  static SageException tooDense(String file, int ratio) {
    return limit(
        "%s ocupa, descomprimido, más de %d veces lo que ocupa comprimido".formatted(file, ratio),
        "%s is more than %d times as large, inflated, as its compressed bytes"
            .formatted(file, ratio));
  }

  private static SageException limit(String es, String en) {
    return new SageException(
        ErrorCode.ARCHIVE_LIMIT,
        new Message(es + ": entréguelo en partes.", en + ": deliver it in pieces."));
  }

  private static String size(long bytes) {
    return bytes >= 1L << 30 ? (bytes >> 30) + " GiB" : bytes + " bytes";
  }

  static SageException compression(String file, String word, IOException cause) {
    return new SageException(
        ErrorCode.COMPRESSION_CORRUPT,
        new Message(
            "Los datos %s de %s están cortados o dañados: comprima y entregue el archivo otra vez."
                .formatted(word, file),
            "The %s data of %s is cut or damaged: compress and deliver it again."
                .formatted(word, file)),
        cause);
  }

  static SageException notCompressed(String file, String word) {
    return new SageException(
        ErrorCode.COMPRESSION_CORRUPT,
        new Message(
            "El contrato dice que %s viene comprimido con %s, y no es así. Entréguelo así, o cambie 'compression' en el contrato."
                .formatted(file, word),
            "The contract says that %s is compressed with %s, and it is not. Deliver it so, or change 'compression' in the contract."
                .formatted(file, word)));
  }
}
