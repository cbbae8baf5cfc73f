package dev.sage.cli;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What stopped a command, as a user is told.
///
/// @param message one line; no data values, no secrets
record Failure(ErrorCode code, String message) {

  static Failure of(Throwable thrown, Language language) {
    return switch (thrown) {
      case SageException e -> new Failure(e.code(), e.in(language));
      case OutOfMemoryError e -> new Failure(ErrorCode.MEMORY, memory(language));
      default -> new Failure(ErrorCode.INTERNAL, bug(thrown, language));
    };
  }

  int exit() {
    return code.type().exitStatus();
  }

  /// `sage: DISK_FULL (4001): …`
  String line() {
    return "sage: " + code + " (" + code.number() + "): " + message;
  }

  String json() {
    Map<String, String> error = new LinkedHashMap<>();
    error.put("code", code.name());
    error.put("message", message);
    return Json.write(Map.of("error", error));
  }

  /// Leaves what a developer needs in `error.log`, unless the engine did. Where the directory
  /// cannot be written there is nothing to be done about it.
  static Optional<Path> log(Throwable thrown, Path directory) {
    Path file = directory.resolve("error.log");
    try {
      if (!Files.isDirectory(directory)) {
        return Optional.empty();
      }
      if (!Files.exists(file)) {
        Files.writeString(file, trace(thrown));
      }
      return Optional.of(file);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// The stack with the messages of our own exceptions only: those of others can quote data.
  private static String trace(Throwable thrown) {
    StringBuilder trace = new StringBuilder();
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < 10; depth++) {
      trace.append(depth == 0 ? "" : "Caused by: ").append(cause.getClass().getName());
      if (cause instanceof SageException e) {
        trace.append(": ").append(e.code()).append(": ").append(e.getMessage());
      }
      for (StackTraceElement frame : cause.getStackTrace()) {
        trace.append("\n\tat ").append(frame);
      }
      trace.append('\n');
      cause = cause.getCause();
    }
    return trace.toString();
  }

  private static String memory(Language language) {
    return switch (language) {
      case ES -> "No alcanza la memoria. Pruebe con menos --threads o más --memory.";
      case EN -> "Not enough memory. Try fewer --threads or more --memory.";
    };
  }

  private static String bug(Throwable thrown, Language language) {
    String kind = thrown.getClass().getSimpleName();
    return switch (language) {
      case ES -> "Error interno de SAGE (" + kind + "). Con SAGE_DEBUG=1 se ve el detalle.";
      case EN -> "A bug in SAGE (" + kind + "). SAGE_DEBUG=1 shows the details.";
    };
  }
}
