package dev.sage.engine.report;

import dev.sage.contract.CsvFormat;
import dev.sage.contract.ExcelFormat;
import dev.sage.contract.FileFormat;
import dev.sage.contract.JsonFormat;
import dev.sage.contract.NdjsonFormat;
import dev.sage.contract.ParquetFormat;
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
            "esta línea tiene {cells} y se esperaban {expected}; revise que no falten ni sobren delimitadores, y las comillas",
            "this line has {cells} and {expected} were expected; look for delimiters too few or too many, and at the quotes"));
    texts.put(
        "QUOTE",
        new Message(
            "una comilla abre un valor y no se cierra bien; escriba dos veces las comillas que son parte del texto, como \"5\"\" de tubo\"",
            "a quote opens a value and is not closed properly; write quotes that are part of the text twice, like \"5\"\" pipe\""));
    texts.put(
        "ENCODING",
        new Message(
            "tiene bytes que no existen en la codificación del archivo; corríjalos, o guarde el archivo en la codificación acordada",
            "has bytes that do not exist in the file's encoding; correct them, or save the file in the encoding agreed"));
    texts.put(
        "NUL",
        new Message(
            "tiene un carácter NUL, que no es texto; quítelo",
            "has a NUL character, which is no text; remove it"));
    texts.put(
        "LINE_END",
        new Message(
            "tiene un salto de línea suelto (CR) dentro del registro; quítelo, o ponga el valor entre comillas",
            "has a stray line end (CR) inside the record; remove it, or put the value in quotes"));
    texts.put(
        "RECORD_SIZE",
        new Message(
            "el registro pasa del límite de 2 MiB; acórtelo, o mire si falta cerrar una comilla",
            "the record is larger than the limit of 2 MiB; shorten it, or see whether a quote is not closed"));
    return texts;
  }

  /// What a text with delimiters means by a code, another format means otherwise.
  private static Map<String, Message> texts(FileFormat format) {
    return switch (format) {
      case CsvFormat _, ParquetFormat _ -> TEXTS;
      case ExcelFormat _ ->
          with(
              "RAGGED",
              "tiene {cells}; la hoja tiene {expected} columnas. Borre lo que sobra a la derecha",
              "has {cells}; the sheet has {expected} columns. Delete what is too much on the right");
      case JsonFormat _ -> with("QUOTE", "no es un objeto { … }", "is no object { … }");
      case NdjsonFormat _ ->
          with("QUOTE", "la línea no es un objeto JSON válido", "the line is no valid JSON object");
    };
  }

  private static Map<String, Message> with(String code, String es, String en) {
    Map<String, Message> texts = new LinkedHashMap<>(TEXTS);
    texts.put(code, new Message(es, en));
    return texts;
  }

  /// SQL over the table `faults` that gives the text.
  static String sql(FileFormat format, boolean spanish) {
    StringBuilder sql = new StringBuilder("CASE code");
    texts(format)
        .forEach((code, message) ->
            sql.append(" WHEN ")
                .append(Sql.literal(code))
                .append(" THEN ")
                .append(Sql.literal(spanish ? message.es() : message.en())));
    String one = spanish ? "1 celda" : "1 cell";
    String many = spanish ? " celdas" : " cells";
    return """
    replace(replace(%s ELSE code END,
      '{cells}', CASE WHEN cells = 1 THEN %s ELSE cells || %s END),
      '{expected}', CAST(expected AS VARCHAR))\
    """
        .formatted(sql, Sql.literal(one), Sql.literal(many));
  }
}
