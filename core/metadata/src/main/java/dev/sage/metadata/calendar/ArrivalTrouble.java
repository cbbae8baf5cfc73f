package dev.sage.metadata.calendar;

import dev.sage.metadata.database.Row;
import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.spi.Language;
import dev.sage.spi.Message;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/// What was wrong with an arrival, in a few words of its inbox's language.
final class ArrivalTrouble {
  private ArrivalTrouble() {}

  static Optional<ExecutionState> state(Row row) throws SQLException {
    return row.maybeText("ejecucion_estado").flatMap(ExecutionState::of);
  }

  static Optional<String> of(Row row) throws SQLException {
    Language language = Language.valueOf(row.text("idioma").toUpperCase(Locale.ROOT));
    return switch (row.text("estado")) {
      case "rechazada" -> row.maybeText("motivo");
      case "duplicada" -> {
        String twin = row.maybeText("gemela").orElse("");
        yield Optional.of(
            new Message("mismo contenido que " + twin, "same content as " + twin).in(language));
      }
      default -> ofExecution(row, language);
    };
  }

  private static Optional<String> ofExecution(Row row, Language language) throws SQLException {
    Optional<String> failure = row.maybeText("error_mensaje");
    long errors = row.number("errores");
    if (failure.isPresent() || errors == 0) {
      return failure;
    }
    return Optional.of(new Message(errors + " errores", errors + " errors").in(language));
  }
}
