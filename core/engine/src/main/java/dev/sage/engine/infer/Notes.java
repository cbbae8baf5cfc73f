package dev.sage.engine.infer;

import dev.sage.contract.FieldReference;
import dev.sage.spi.Message;
import dev.sage.spi.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the comments of a proposal say.
final class Notes {
  private Notes() {}

  /// What was counted in a column.
  static List<Message> of(ValueType type, Facts facts) {
    if (facts.distinct() == 0) {
      return List.of(
          facts.rows() == 0
              ? new Message("sin filas en la muestra", "no rows in the sample")
              : note(
                  "vacía en las %,d filas: el tipo no se sabe",
                  "empty in all %,d rows: its type is not known", facts.rows()));
    }
    List<Message> notes = new ArrayList<>();
    notes.add(counted(facts));
    if (facts.nulls() > 0) {
      notes.add(note("%,d sin valor", "%,d without a value", facts.nulls()));
    }
    extent(type, facts).ifPresent(notes::add);
    return notes;
  }

  private static Message counted(Facts facts) {
    if (facts.distinct() == 1) {
      return note("un solo valor en %,d filas", "one single value in %,d rows", facts.rows());
    }
    return facts.isUnique()
        ? note("sin repetidos en %,d filas", "no value twice in %,d rows", facts.rows())
        : note(
            "%,d valores distintos en %,d filas",
            "%,d different values in %,d rows", facts.distinct(), facts.rows());
  }

  private static Optional<Message> extent(ValueType type, Facts facts) {
    return switch (type) {
      case ValueType.Text _ -> Optional.of(longest(facts.longest()));
      case ValueType.Whole _, ValueType.Decimal _ ->
          Optional.of(numbers(number(facts.first()), number(facts.last())));
      case ValueType.Date _, ValueType.DateTime _ ->
          Optional.of(note("de %s a %s", "from %s to %s", facts.first(), facts.last()));
      case ValueType.Bool _ -> Optional.empty();
    };
  }

  private static Message longest(long longest) {
    return longest == 1
        ? new Message("de 1 carácter", "of 1 character")
        : note("hasta %,d caracteres", "up to %,d characters", longest);
  }

  private static Message numbers(BigDecimal first, BigDecimal last) {
    String from = first.toPlainString();
    String to = last.toPlainString();
    return first.signum() < 0
        ? note("de %s a %s", "from %s to %s", from, to)
        : note(
            "de %s a %s; si nunca es negativo, min: 0",
            "from %s to %s; if it is never negative, min: 0", from, to);
  }

  private static BigDecimal number(String printed) {
    BigDecimal value = new BigDecimal(printed);
    return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
  }

  static Message noHeader() {
    return new Message(
        "sin encabezado: las columnas van por su posición; póngales nombre",
        "no header: columns go by their position; give them names");
  }

  static Message oddHeader() {
    return new Message(
        "el encabezado tiene nombres vacíos, repetidos o con caracteres de control: se salta, y las columnas van por su posición",
        "the header has names that are blank, repeated or hold control characters: it is skipped, and columns go by their position");
  }

  static Message title(int lines) {
    return note(
        "lo que hay antes del encabezado se salta (skip_rows: %d)",
        "what stands above the header is skipped (skip_rows: %d)", lines);
  }

  static Message maybeBool() {
    return new Message(
        "si son sí y no, el tipo booleano también los lee",
        "if they are yes and no, the type boolean reads them too");
  }

  static Message looseDate() {
    return new Message(
        "parecen fechas con día o mes de una cifra; para leerlas hacen falta dos (01/02/2026)",
        "they look like dates with days or months of one digit; two are needed (01/02/2026)");
  }

  static Message leadingZeros() {
    return new Message(
        "cifras con ceros a la izquierda: es un código", "digits with leading zeros: it is a code");
  }

  static Message tooManyDigits() {
    return new Message(
        "más cifras de las que caben en un entero", "more digits than an integer has");
  }

  static Message nearly(ValueType type, long bad, long all) {
    boolean number = type instanceof ValueType.Decimal;
    return new Message(
        format(
            "casi todos son %s: no lo son %,d de %,d; si es un error, cambie el tipo",
            List.of(number ? "números" : "fechas", bad, all)),
        format(
            "nearly all are %s: %,d of %,d are not; if these are mistakes, change the type",
            List.of(number ? "numbers" : "dates", bad, all)));
  }

  static Message decimalOrThousands(char mark, boolean decimal) {
    String es = decimal ? "decimal" : "de miles";
    String en = decimal ? "decimal" : "thousands";
    return note(
        "dudoso: «%s» siempre tiene tres cifras detrás; se toma por separador " + es,
        "doubtful: there are always three digits behind “%s”; it is taken for the "
            + en
            + " separator",
        String.valueOf(mark));
  }

  static Message dayOrMonth() {
    return new Message(
        "dudoso: ningún día pasa de 12; se lee día/mes (si es mes/día, indíquelo en formats)",
        "doubtful: no day is above 12; read as day/month (if it is month/day, say so in formats)");
  }

  static Message zone() {
    return new Message(
        "la diferencia horaria no se tiene en cuenta", "the offset from UTC is not used");
  }

  static Message reference(FieldReference reference, long values) {
    return note(
        "sus %,d valores están todos en %s",
        "all of its %,d values are in %s", values, reference.catalog() + "." + reference.field());
  }

  static Message windows() {
    return new Message(
        "no es UTF-8; si no es Windows-1252, indique cuál es",
        "it is not UTF-8; if it is not Windows-1252, say which it is");
  }

  static Message rows(Sample sample) {
    long rows = sample.table().rows();
    return sample.partial()
        ? note(
            "de las primeras %,d filas; el archivo tiene más",
            "from the first %,d rows; the file has more", rows)
        : note("de todas sus filas: %,d", "from all of its rows: %,d", rows);
  }

  static Message faults(long faults) {
    return note(
        "registros mal formados que no se han tenido en cuenta, y que al comprobar serán errores: %,d",
        "malformed records that were left out, and that a check will call errors: %,d", faults);
  }

  static Message extraColumns() {
    return new Message(
        "alguna columna no tiene un nombre que un campo pueda llevar y no se lee",
        "some column has a name that no field can bear, and is not read");
  }

  static Message dated(String pattern) {
    return new Message(
        "lleva una fecha: los de otros días también valdrían con \"" + pattern + "\"",
        "it has a date in it: those of other days would do, too, with \"" + pattern + "\"");
  }

  static Message key(List<String> key, long rows) {
    return key.size() == 1
        ? note("sin repetidos en %,d filas", "no value twice in %,d rows", rows)
        : note("juntos no se repiten en %,d filas", "never the same together in %,d rows", rows);
  }

  static Message leftOut(String member, Message why) {
    return new Message(
        "«" + member + "» no está en el contrato: " + why.es(),
        "“" + member + "” is not in the contract: " + why.en());
  }

  private static Message note(String es, String en, Object... facts) {
    List<Object> all = List.of(facts);
    return new Message(format(es, all), format(en, all));
  }

  private static String format(String text, List<Object> facts) {
    return String.format(Locale.ROOT, text, facts.toArray());
  }
}
