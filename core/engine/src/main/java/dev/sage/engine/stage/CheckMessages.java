package dev.sage.engine.stage;

import dev.sage.contract.Field;
import dev.sage.contract.Reading;
import dev.sage.spi.ColumnLimit;
import dev.sage.spi.Message;
import dev.sage.spi.ValueType;
import java.util.List;

/// What a finding says to the sender: what was expected, with an example, and what to do. Line,
/// column and value stand beside it.
public final class CheckMessages {
  private CheckMessages() {}

  static Message type(Field field) {
    return type(field.type(), field.reading());
  }

  public static Message type(ValueType type, Reading reading) {
    return switch (type) {
      case ValueType.Text _ -> throw new IllegalArgumentException("Every text is a text.");
      case ValueType.Whole _ -> whole(reading);
      case ValueType.Decimal decimal -> decimal(decimal, reading);
      case ValueType.Date _ -> date(reading);
      case ValueType.DateTime _ -> dateTime(reading);
      case ValueType.Bool _ ->
          new Message(
              "no es un sí o un no; escriba sí o no (también valen s/n, true/false y 1/0)",
              "is not a yes or a no; write yes or no (y/n, true/false and 1/0 will do too)");
    };
  }

  private static Message whole(Reading reading) {
    String example = Examples.whole(reading);
    return new Message(
        "no es un número entero; escriba solo cifras, por ejemplo " + example,
        "is not a whole number; write digits only, for example " + example);
  }

  private static Message decimal(ValueType.Decimal type, Reading reading) {
    int before = type.precision() - type.scale();
    String example = Examples.decimal(type, reading);
    return new Message(
        "no es un número decimal; escríbalo como %s, con «%s» y hasta %s antes y %d después (otro separador tiene que decirlo el contrato: decimal_separator)"
            .formatted(
                example,
                reading.decimalSeparator(),
                count(before, "cifra", "cifras"),
                type.scale()),
        "is not a decimal number; write it like %s, with “%s” and at most %s before and %d after it (another separator has to be in the contract: decimal_separator)"
            .formatted(
                example,
                reading.decimalSeparator(),
                count(before, "digit", "digits"),
                type.scale()));
  }

  private static Message date(Reading reading) {
    if (!reading.formats().isEmpty()) {
      return formatted(reading, "una fecha válida", "a date");
    }
    return new Message(
        "no es una fecha válida; escríbala como 2026-01-31, 31/01/2026, 31-01-2026 o 20260131",
        "is not a date; write it like 2026-01-31, 31/01/2026, 31-01-2026 or 20260131");
  }

  private static Message dateTime(Reading reading) {
    if (!reading.formats().isEmpty()) {
      return formatted(reading, "una fecha y hora válida", "a date and time");
    }
    return new Message(
        "no es una fecha y hora válida; escríbala como 2026-01-31 08:30:00 o 31/01/2026 08:30, sin zona horaria",
        "is not a date and time; write it like 2026-01-31 08:30:00 or 31/01/2026 08:30, without a time zone");
  }

  private static Message formatted(Reading reading, String es, String en) {
    List<String> examples = Examples.dates(reading.formats());
    return new Message(
        "no es %s; escríbala como %s".formatted(es, String.join(" o ", examples)),
        "is not %s; write it like %s".formatted(en, String.join(" or ", examples)));
  }

  static Message required(Field field) {
    return new Message(
        "la columna «%s» es obligatoria y aquí está vacía; escriba un valor"
            .formatted(field.name()),
        "column “%s” is required and is empty here; write a value".formatted(field.name()));
  }

  static Message pattern(Field field, String pattern) {
    String shown = shortened(pattern);
    return Examples.ofPattern(pattern)
        .map(example ->
            new Message(
                "no tiene la forma que se pide; escríbalo como %s (patrón %s)"
                    .formatted(example, shown),
                "does not have the form asked for; write it like %s (pattern %s)"
                    .formatted(example, shown)))
        .orElse(
            new Message(
                "no tiene la forma que se pide (patrón %s)".formatted(shown),
                "does not have the form asked for (pattern %s)".formatted(shown)));
  }

  static Message allowed(Field field) {
    String list = shortened(String.join(", ", field.constraints().allowed()));
    return new Message(
        "no es uno de los valores admitidos; use " + list,
        "is not one of the values allowed; use " + list);
  }

  static Message min(Field field, String min) {
    return new Message(
        "es menor que el mínimo; tiene que ser " + min + " o más",
        "is below the minimum; it must be " + min + " or more");
  }

  static Message max(Field field, String max) {
    return new Message(
        "es mayor que el máximo; tiene que ser " + max + " o menos",
        "is above the maximum; it must be " + max + " or less");
  }

  static Message minLength(Field field, int n) {
    return new Message(
        "es demasiado corto; tiene que tener al menos " + count(n, "carácter", "caracteres"),
        "is too short; it must have at least " + count(n, "character", "characters"));
  }

  static Message maxLength(Field field, int n) {
    return new Message(
        "es demasiado largo; puede tener como mucho " + count(n, "carácter", "caracteres"),
        "is too long; it may have at most " + count(n, "character", "characters"));
  }

  public static Message limit(ColumnLimit limit) {
    return switch (limit) {
      case ColumnLimit.WholeRange range ->
          new Message(
              "no cabe donde se guarda; la columna «%s» del destino admite enteros de %d a %d"
                  .formatted(range.column(), range.min(), range.max()),
              "does not fit where it is stored; the destination's column “%s” takes whole numbers from %d to %d"
                  .formatted(range.column(), range.min(), range.max()));
      case ColumnLimit.Digits digits ->
          new Message(
              "no cabe donde se guarda; la columna «%s» del destino admite %d cifras en total, %d de ellas decimales"
                  .formatted(digits.column(), digits.precision(), digits.scale()),
              "does not fit where it is stored; the destination's column “%s” takes %d digits in all, %d of them decimals"
                  .formatted(digits.column(), digits.precision(), digits.scale()));
      case ColumnLimit.TextLength text ->
          new Message(
              "no cabe donde se guarda; la columna «%s» del destino admite %s; acórtelo"
                  .formatted(text.column(), count(text.max(), "carácter", "caracteres")),
              "does not fit where it is stored; the destination's column “%s” takes %s; shorten it"
                  .formatted(text.column(), count(text.max(), "character", "characters")));
      case ColumnLimit.NotNull column ->
          new Message(
              "está vacío, y la columna «%s» del destino necesita un valor; escríbalo"
                  .formatted(column.column()),
              "is empty, and the destination's column “%s” needs a value; write one"
                  .formatted(column.column()));
    };
  }

  private static String count(int n, String one, String many) {
    return n + " " + (n == 1 ? one : many);
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }
}
