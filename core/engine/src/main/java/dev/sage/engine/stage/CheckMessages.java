package dev.sage.engine.stage;

import dev.sage.contract.Field;
import dev.sage.contract.Reading;
import dev.sage.spi.ColumnLimit;
import dev.sage.spi.Message;
import dev.sage.spi.ValueType;

/// What a finding says to the sender: what was expected, and what to do. Line and value stand
/// beside it.
final class CheckMessages {
  private CheckMessages() {}

  static Message type(Field field) {
    Reading reading = field.reading();
    return switch (field.type()) {
      case ValueType.Text _ -> throw new IllegalArgumentException("Every text is a text.");
      case ValueType.Whole _ ->
          message(
              "no es un entero (solo dígitos, por ejemplo 1250)",
              "is not a whole number (digits only, for example 1250)");
      case ValueType.Decimal decimal -> decimal(decimal, reading);
      case ValueType.Date _ -> date(reading, "fecha", "date", "2026-01-31");
      case ValueType.DateTime _ ->
          date(reading, "fecha y hora", "date and time", "2026-01-31 08:30:00");
      case ValueType.Bool _ ->
          message(
              "no es un sí o un no (true/false, 1/0, s/n, sí/no)",
              "is not a yes or a no (true/false, 1/0, y/n, yes/no)");
    };
  }

  private static Message decimal(ValueType.Decimal type, Reading reading) {
    char separator = reading.decimalSeparator();
    int whole = type.precision() - type.scale();
    return message(
        "no es un decimal con a lo sumo %d cifras enteras y %d decimales separadas por «%s»; si se escribe con otro separador, indíquelo en el contrato (decimal_separator, thousands_separator)"
            .formatted(whole, type.scale(), separator),
        "is not a decimal with at most %d digits before and %d after the separator «%s»; if it is written with another separator, say so in the contract (decimal_separator, thousands_separator)"
            .formatted(whole, type.scale(), separator));
  }

  private static Message date(Reading reading, String es, String en, String example) {
    if (reading.formats().isEmpty()) {
      return message(
          "no es una %s (formatos: aaaa-mm-dd, dd/mm/aaaa, dd-mm-aaaa, aaaammdd; por ejemplo %s)"
              .formatted(es, example),
          "is not a %s (formats: yyyy-mm-dd, dd/mm/yyyy, dd-mm-yyyy, yyyymmdd; for example %s)"
              .formatted(en, example));
    }
    String formats = String.join(", ", reading.formats());
    return message(
        "no es una %s con el formato %s".formatted(es, formats),
        "is not a %s in the format %s".formatted(en, formats));
  }

  static Message required(Field field) {
    return message(
        "la columna «%s» es obligatoria y está vacía".formatted(field.name()),
        "column «%s» is required and is empty".formatted(field.name()));
  }

  static Message pattern(Field field, String pattern) {
    return message("no tiene la forma " + pattern, "does not have the form " + pattern);
  }

  static Message allowed(Field field) {
    String list = shortened(String.join(", ", field.constraints().allowed()));
    return message(
        "no es uno de los valores admitidos: " + list, "is not one of the values allowed: " + list);
  }

  static Message min(Field field, String min) {
    return message("es menor que el mínimo, " + min, "is less than the least value, " + min);
  }

  static Message max(Field field, String max) {
    return message("es mayor que el máximo, " + max, "is more than the greatest value, " + max);
  }

  static Message minLength(Field field, int n) {
    return message(
        "tiene menos de %d caracteres".formatted(n), "has less than %d characters".formatted(n));
  }

  static Message maxLength(Field field, int n) {
    return message(
        "tiene más de %d caracteres".formatted(n), "has more than %d characters".formatted(n));
  }

  static Message limit(Field field, ColumnLimit limit) {
    return switch (limit) {
      case ColumnLimit.WholeRange range ->
          message(
              "no cabe en la columna «%s» del destino (enteros de %d a %d)"
                  .formatted(range.column(), range.min(), range.max()),
              "does not fit into the destination's column «%s» (whole numbers from %d to %d)"
                  .formatted(range.column(), range.min(), range.max()));
      case ColumnLimit.Digits digits ->
          message(
              "no cabe en la columna «%s» del destino (%d cifras, %d decimales)"
                  .formatted(digits.column(), digits.precision(), digits.scale()),
              "does not fit into the destination's column «%s» (%d digits, %d after the point)"
                  .formatted(digits.column(), digits.precision(), digits.scale()));
      case ColumnLimit.TextLength text ->
          message(
              "no cabe en la columna «%s» del destino (%d caracteres)"
                  .formatted(text.column(), text.max()),
              "does not fit into the destination's column «%s» (%d characters)"
                  .formatted(text.column(), text.max()));
      case ColumnLimit.NotNull column ->
          message(
              "la columna «%s» del destino no admite vacíos".formatted(column.column()),
              "the destination's column «%s» takes no empty values".formatted(column.column()));
    };
  }

  private static Message message(String es, String en) {
    return new Message(es, en);
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }
}
