package dev.sage.engine.report;

import dev.sage.engine.sql.Sql;
import dev.sage.spi.Message;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a malformed record's finding says, by its code; `{cells}` and `{expected}` are filled in.
final class FaultMessages {
  private static final Map<String, Message> TEXTS = texts();

  private FaultMessages() {}

  private static Map<String, Message> texts() {
    Map<String, Message> texts = new LinkedHashMap<>();
    texts.put(
        "RAGGED",
        new Message(
            "tiene {cells} celdas; se esperaban {expected}. Revise delimitadores y comillas",
            "has {cells} cells; {expected} were expected. Check delimiters and quotes"));
    texts.put(
        "QUOTE",
        new Message(
            "una comilla abre un campo que no se cierra bien; duplique las comillas que son parte del texto",
            "a quote opens a field that is not closed properly; double quotes that are part of the text"));
    texts.put(
        "ENCODING",
        new Message(
            "contiene bytes que no existen en la codificación del archivo",
            "has bytes that do not exist in the file's encoding"));
    texts.put("NUL", new Message("contiene un carácter NUL", "has a NUL character"));
    texts.put(
        "LINE_END",
        new Message(
            "contiene un fin de línea suelto (CR) dentro del registro; use comillas o quítelo",
            "has a stray line end (CR) inside the record; quote it or remove it"));
    texts.put(
        "RECORD_SIZE",
        new Message(
            "el registro supera el límite de 2 MiB",
            "the record is larger than the limit of 2 MiB"));
    return texts;
  }

  /// SQL over the table `faults` that gives the text.
  static String sql(boolean spanish) {
    StringBuilder sql = new StringBuilder("CASE code");
    TEXTS.forEach((code, message) ->
        sql.append(" WHEN ")
            .append(Sql.literal(code))
            .append(" THEN ")
            .append(Sql.literal(spanish ? message.es() : message.en())));
    return "replace(replace(%s ELSE code END, '{cells}', CAST(cells AS VARCHAR)), '{expected}', CAST(expected AS VARCHAR))"
        .formatted(sql);
  }
}
