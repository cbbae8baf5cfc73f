package dev.sage.server.api;

import dev.sage.spi.Message;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Why the body of a request cannot be read, without quoting it.
final class Unreadable {
  private Unreadable() {}

  static Message explain(HttpMessageNotReadableException e) {
    return switch (e.getCause()) {
      case UnrecognizedPropertyException unknown ->
          new Message(
              "El cuerpo tiene un campo desconocido: " + unknown.getPropertyName(),
              "The body has an unknown field: " + unknown.getPropertyName());
      case JacksonException wrong when wrong.getLocation() != null ->
          new Message(
              "El cuerpo no vale en la línea %d, columna %d.".formatted(line(wrong), column(wrong)),
              "The body is not valid at line %d, column %d.".formatted(line(wrong), column(wrong)));
      case null, default ->
          new Message("El cuerpo falta o no es JSON.", "The body is missing or is not JSON.");
    };
  }

  private static int line(JacksonException e) {
    return e.getLocation().getLineNr();
  }

  private static int column(JacksonException e) {
    return e.getLocation().getColumnNr();
  }
}
