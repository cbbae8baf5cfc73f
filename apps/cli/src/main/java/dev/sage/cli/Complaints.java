package dev.sage.cli;

import dev.sage.cli.Invocation.Output;
import dev.sage.spi.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Tells the user what stopped a command, once, in the form that was asked for.
///
/// @param debug show stack traces
record Complaints(Streams streams, boolean debug) {

  /// @param directory the execution's, if there is one
  /// @return the exit status
  int tell(Throwable thrown, Output output, Language language, Optional<Path> directory) {
    Failure failure = Failure.of(thrown, language);
    streams.err().println(failure.line());
    if (failure.exit() == 3) {
      directory
          .flatMap(place -> Failure.log(thrown, place))
          .ifPresent(log -> streams.err().println(details(language) + log));
    }
    if (debug) {
      thrown.printStackTrace(streams.err());
    }
    if (output == Output.JSON) {
      json(failure, directory);
    }
    return failure.exit();
  }

  /// A delivery that cannot be read is a fault of the data (exit 1): it may have a report.
  private void json(Failure failure, Optional<Path> directory) {
    Optional<Path> report =
        directory
            .map(place -> place.resolve("report.json"))
            .filter(file -> failure.exit() == 1 && Files.exists(file));
    try {
      if (report.isPresent()) {
        Files.copy(report.get(), streams.out());
        return;
      }
    } catch (IOException e) {
      streams.err().println("sage: " + report.get());
    }
    streams.out().println(failure.json());
  }

  private static String details(Language language) {
    return switch (language) {
      case ES -> "  detalles: ";
      case EN -> "  details: ";
    };
  }
}
