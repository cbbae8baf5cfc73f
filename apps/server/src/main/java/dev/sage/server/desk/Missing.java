package dev.sage.server.desk;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;

/// What is not there.
final class Missing {
  private Missing() {}

  static SageException inbox() {
    return new SageException(
        ErrorCode.NOT_FOUND,
        new Message(
            "No hay ninguna casilla con ese nombre o id. Vea «sage inbox list».",
            "There is no inbox of that name or id. See `sage inbox list`."));
  }

  static SageException contract() {
    return new SageException(
        ErrorCode.NOT_FOUND,
        new Message(
            "No hay ningún contrato con ese nombre. Publíquelo con PUT /api/v1/contracts/{nombre}.",
            "There is no contract of that name. Publish it by PUT /api/v1/contracts/{name}."));
  }

  static SageException execution() {
    return new SageException(
        ErrorCode.NOT_FOUND,
        new Message("No hay ninguna ejecución con ese id.", "There is no execution of that id."));
  }

  static SageException token() {
    return new SageException(
        ErrorCode.NOT_FOUND,
        new Message("No hay ninguna ficha con ese id.", "There is no token of that id."));
  }

  static SageException subscription() {
    return new SageException(
        ErrorCode.NOT_FOUND,
        new Message(
            "No hay ninguna suscripción con ese id.", "There is no subscription of that id."));
  }

  static SageException upload() {
    return new SageException(
        ErrorCode.NOT_FOUND,
        new Message(
            "No hay ninguna subida con ese id, o ha caducado.",
            "There is no upload of that id, or it has expired."));
  }

  static SageException field(String field, String accepted) {
    return new SageException(
        ErrorCode.USAGE,
        new Message(
            "El campo «%s» falta o no vale. Se acepta: %s".formatted(field, accepted),
            "The field '%s' is missing or not valid. Accepted: %s".formatted(field, accepted)));
  }
}
