package dev.sage.contract;

import dev.sage.spi.Message;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/// What is wrong with a file that is not YAML, for somebody who does not know YAML's grammar.
final class YamlSyntax {
  static final Message NOT_YAML =
      new Message("El archivo no es YAML válido.", "The file is not valid YAML.");
  static final Message EMPTY =
      new Message(
          "El archivo está vacío. Un contrato empieza por 'sage_yaml', 'catalogs' y 'packages'.",
          "The file is empty. A contract begins with 'sage_yaml', 'catalogs' and 'packages'.");
  static final Message SECOND_DOCUMENT =
      new Message(
          "Hay un segundo documento ('---') en el archivo. Un contrato es un solo documento.",
          "There is a second document ('---') in the file. A contract is a single document.");
  static final Message CONTROL_CHARACTER =
      new Message(
          "Aquí hay un carácter de control que YAML no permite. Bórrelo.",
          "There is a control character here that YAML does not allow. Delete it.");

  private YamlSyntax() {}

  static Message tag(String tag) {
    return new Message(
        "La etiqueta " + Messages.quoted(tag) + " no se permite en un contrato. Quítela.",
        "The tag " + Messages.quoted(tag) + " is not allowed in a contract. Remove it.");
  }

  static Message badAlias(String name, boolean itself) {
    String alias = Messages.quoted("*" + name);
    return itself
        ? new Message(
            "El alias " + alias + " se contiene a sí mismo.",
            "The alias " + alias + " contains itself.")
        : new Message(
            "El alias " + alias + " no tiene antes un '&" + name + "'.",
            "The alias " + alias + " has no '&" + name + "' before it.");
  }

  static Message explain(MarkedYamlEngineException fault) {
    String said = String.valueOf(fault.getProblem());
    Message hint = hint(said, String.valueOf(fault.getContext()));
    return new Message(
        "El archivo no es YAML válido: " + hint.es(), "The file is not valid YAML: " + hint.en());
  }

  private static Message hint(String said, String context) {
    if (said.contains("TAB")) {
      return new Message(
          "hay un tabulador donde YAML quiere espacios. Sangre con espacios.",
          "there is a tab where YAML wants blanks. Indent with blanks.");
    }
    if (said.contains("mapping values are not allowed")) {
      return new Message(
          "este ':' no puede estar aquí. Revise la sangría, o ponga el texto entre comillas.",
          "this ':' cannot be here. Check the indentation, or put the text in quotes.");
    }
    if (context.contains("quoted scalar")) {
      return new Message(
          "el texto entre comillas no está bien escrito o no se cierra (" + said + ").",
          "the quoted text is not well written or not closed (" + said + ").");
    }
    if (said.contains("could not find expected ':'")) {
      return new Message("falta ':' después de una clave.", "there is no ':' after a key.");
    }
    if (said.contains("<block end>") || context.contains("block")) {
      return new Message(
          "la sangría no cuadra con las líneas de arriba (" + said + ").",
          "the indentation does not match the lines above (" + said + ").");
    }
    return new Message(said + ".", said + ".");
  }
}
