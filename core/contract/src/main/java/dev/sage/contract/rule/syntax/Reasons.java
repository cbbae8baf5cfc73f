package dev.sage.contract.rule.syntax;

import dev.sage.contract.rule.RuleType;
import dev.sage.spi.Message;
import java.util.Collection;
import java.util.Locale;

/// What is said about a rule that cannot be accepted.
public final class Reasons {
  private Reasons() {}

  public static Message tooLong(int limit) {
    return new Message(
        "La regla es demasiado larga: el máximo son " + limit + " caracteres.",
        "The rule is too long: at most " + limit + " characters.");
  }

  public static Message empty() {
    return new Message("La regla está vacía.", "The rule is empty.");
  }

  public static Message tooDeep(int limit) {
    return new Message(
        "La regla está demasiado anidada: el máximo son " + limit + " niveles.",
        "The rule is nested too deeply: at most " + limit + " levels.");
  }

  public static Message tooComplex() {
    return new Message(
        "La regla es demasiado compleja; divídala en varias.",
        "The rule is too complex; split it into several.");
  }

  public static Message badNumber() {
    return new Message(
        "Número no válido; se escriben como 12, 1.5 o 1e6.",
        "Not a number; numbers are written 12, 1.5 or 1e6.");
  }

  public static Message prefix(String prefix) {
    return new Message(
        "Texto con prefijo no admitido: " + cut(prefix) + "'…'; use '…' o r'…'.",
        "Text with an unsupported prefix: " + cut(prefix) + "'…'; use '…' or r'…'.");
  }

  public static Message openText() {
    return new Message("Falta la comilla que cierra el texto.", "The text is not closed.");
  }

  public static Message nul() {
    return new Message(
        "Un texto no puede contener el carácter nulo.", "A text cannot hold the NUL character.");
  }

  public static Message badEscape() {
    return new Message(
        "Secuencia de escape no válida en el texto.", "Not a valid escape in the text.");
  }

  public static Message unknownSign(int codePoint) {
    String shown = String.format(Locale.ROOT, "U+%04X", codePoint);
    return new Message("Carácter inesperado: " + shown, "Unexpected character: " + shown);
  }

  public static Message lambdaForm() {
    return new Message(
        "`lambda` solo se admite como df['a'].apply(lambda x: …).",
        "`lambda` is only supported as df['a'].apply(lambda x: …).");
  }

  public static Message unexpected(String text) {
    return new Message("No se esperaba `" + cut(text) + "`.", "Unexpected `" + cut(text) + "`.");
  }

  public static Message unexpectedEnd() {
    return new Message("La regla termina antes de tiempo.", "The rule ends too soon.");
  }

  public static Message expected(String sign, String found) {
    return new Message(
        "Se esperaba `" + sign + "` y hay `" + cut(found) + "`.",
        "Expected `" + sign + "`, found `" + cut(found) + "`.");
  }

  public static Message repeatedArgument(String name) {
    return new Message(
        "El argumento `" + cut(name) + "` está repetido.",
        "The argument `" + cut(name) + "` is repeated.");
  }

  public static Message unsupported(String construct, String nearest) {
    return new Message(
        "`" + cut(construct) + "` no existe en las reglas; lo más cercano es " + nearest + ".",
        "`" + cut(construct) + "` is not part of the rules; the nearest is " + nearest + ".");
  }

  public static Message precedence(String suggestion) {
    return new Message(
        "`&` y `|` se aplican antes que las comparaciones; faltan paréntesis: " + suggestion,
        "`&` and `|` bind tighter than comparisons; add parentheses: " + suggestion);
  }

  public static Message timeDirective(String directive) {
    return new Message(
        "`" + cut(directive) + "` no existe en las reglas; hay %Y %y %m %d %H %M %S %f.",
        "`" + cut(directive) + "` is not part of the rules; there are %Y %y %m %d %H %M %S %f.");
  }

  public static Message notATime(String text) {
    return new Message(
        "`" + cut(text) + "` no es una fecha; escríbala como '2024-01-31' o '2024-01-31 10:30:00'.",
        "`" + cut(text) + "` is no date; write it as '2024-01-31' or '2024-01-31 10:30:00'.");
  }

  public static Message unknownField(String name, String catalog, Collection<String> known) {
    String near = Nearest.to(name, known);
    String es = near.isEmpty() ? "" : " ¿Quiso decir '" + near + "'?";
    String en = near.isEmpty() ? "" : " Did you mean '" + near + "'?";
    return new Message(
        "El catálogo '" + catalog + "' no tiene el campo '" + cut(name) + "'." + es,
        "The catalog '" + catalog + "' has no field '" + cut(name) + "'." + en);
  }

  public static Message unknownCatalog(String name, Collection<String> known) {
    String near = Nearest.to(name, known);
    String es = near.isEmpty() ? "" : " ¿Quiso decir '" + near + "'?";
    String en = near.isEmpty() ? "" : " Did you mean '" + near + "'?";
    return new Message(
        "No hay ningún catálogo '" + cut(name) + "'." + es,
        "There is no catalog '" + cut(name) + "'." + en);
  }

  public static Message unknownArgument(String name, String function) {
    return new Message(
        "`" + function + "` no admite el argumento `" + cut(name) + "`.",
        "`" + function + "` takes no argument `" + cut(name) + "`.");
  }

  public static Message argumentCount(String function) {
    return new Message(
        "Número de argumentos incorrecto en `" + function + "`.",
        "Wrong number of arguments for `" + function + "`.");
  }

  public static Message argumentForm(String function, String form) {
    return new Message(
        "El argumento de `" + function + "` se escribe así: " + form + ".",
        "The argument of `" + function + "` is written like this: " + form + ".");
  }

  public static Message compare(RuleType left, RuleType right) {
    return new Message(
        "No se puede comparar " + es(left) + " con " + es(right) + "." + castEs(left, right),
        "Cannot compare " + en(left) + " with " + en(right) + "." + castEn(left, right));
  }

  private static String castEs(RuleType left, RuleType right) {
    String form = cast(left, right);
    return form.isEmpty() ? "" : " Convierta antes: " + form + ".";
  }

  private static String castEn(RuleType left, RuleType right) {
    String form = cast(left, right);
    return form.isEmpty() ? "" : " Convert first: " + form + ".";
  }

  private static String cast(RuleType left, RuleType right) {
    if (left != RuleType.TEXT && right != RuleType.TEXT) {
      return "";
    }
    RuleType other = left == RuleType.TEXT ? right : left;
    return other.isNumber()
        ? ".astype(float), CAST(… AS decimal)"
        : other.isTime() ? "pd.to_datetime(…), CAST(… AS fecha)" : ".astype(str), CAST(… AS texto)";
  }

  public static Message needs(String construct, String wantedEs, String wantedEn, RuleType found) {
    return new Message(
        "`" + construct + "` necesita " + wantedEs + "; aquí hay " + es(found) + ".",
        "`" + construct + "` needs " + wantedEn + "; this is " + en(found) + ".");
  }

  public static Message needsColumn(String construct) {
    return new Message(
        "`" + construct + "` necesita una columna, no un solo valor.",
        "`" + construct + "` needs a column, not a single value.");
  }

  public static Message needsScalar(String construct) {
    return new Message(
        "`" + construct + "` necesita un solo valor, no una columna.",
        "`" + construct + "` needs a single value, not a column.");
  }

  public static Message notACondition(RuleType type) {
    return new Message(
        "La regla debe ser una condición y da " + es(type) + "; compárelo con algo.",
        "The rule must be a condition, and this is " + en(type) + "; compare it with something.");
  }

  public static Message notAValue(String what) {
    return new Message(
        "`" + cut(what) + "` no es un valor; complete la expresión, por ejemplo df['campo'].",
        "`" + cut(what) + "` is no value; complete the expression, for example df['field'].");
  }

  public static Message severalCatalogs(Collection<String> catalogs) {
    String names = String.join(", ", catalogs);
    return new Message(
        "Mezcla filas de varios catálogos ("
            + names
            + "); use .isin(df['otro']['campo']), un agregado, o una condición por catálogo con and.",
        "Mixes rows of several catalogs ("
            + names
            + "); use .isin(df['other']['field']), an aggregate, or one condition each with and.");
  }

  public static Message keysAndRows() {
    return new Message(
        "Mezcla valores por clave (groupby, set_index) con filas; compare por clave,"
            + " df['a'].groupby('k')['v'].sum() == df['b'].set_index('k')['v'], o con un solo"
            + " valor.",
        "Mixes values by key (groupby, set_index) with rows; compare by key,"
            + " df['a'].groupby('k')['v'].sum() == df['b'].set_index('k')['v'], or with a single"
            + " value.");
  }

  private static String es(RuleType type) {
    return switch (type) {
      case BOOLEAN -> "una condición";
      case WHOLE, DECIMAL, DOUBLE -> "un número";
      case TEXT -> "un texto";
      case DATE -> "una fecha";
      case DATE_TIME -> "una fecha y hora";
      case NULL -> "None";
    };
  }

  private static String en(RuleType type) {
    return switch (type) {
      case BOOLEAN -> "a condition";
      case WHOLE, DECIMAL, DOUBLE -> "a number";
      case TEXT -> "a text";
      case DATE -> "a date";
      case DATE_TIME -> "a date-time";
      case NULL -> "None";
    };
  }

  private static String cut(String text) {
    int end = Math.min(text.length(), 40);
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return end == text.length() ? text : text.substring(0, end) + "…";
  }
}
