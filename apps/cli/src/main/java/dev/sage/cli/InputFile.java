package dev.sage.cli;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file that the user named.
final class InputFile {
  private InputFile() {}

  /// @throws SageException [ErrorCode#INPUT_NOT_READABLE] if it is missing, a directory, a device
  ///   or not readable
  static void check(Path path, Language language) {
    if (!Files.exists(path)) {
      throw failure(path, language, new Message("No existe", "There is no such file"), null);
    }
    if (Files.isDirectory(path)) {
      throw failure(
          path,
          language,
          new Message("Es una carpeta y hace falta un fichero", "A directory, not a file"),
          null);
    }
    if (!Files.isRegularFile(path)) {
      throw failure(
          path, language, new Message("No es un fichero normal", "Not a regular file"), null);
    }
    if (!Files.isReadable(path)) {
      throw unreadable(path, language, null);
    }
  }

  static SageException unreadable(Path path, Language language, @Nullable Exception cause) {
    return failure(
        path,
        language,
        new Message("No se puede leer: revise los permisos", "Cannot be read: see its permissions"),
        cause);
  }

  private static SageException failure(
      Path path, Language language, Message what, @Nullable Exception cause) {
    return new SageException(
        ErrorCode.INPUT_NOT_READABLE,
        what.in(language) + ": " + SafeText.of(path.toString()),
        cause);
  }
}
