package dev.sage.engine.report.html;

import dev.sage.contract.Catalog;
import dev.sage.contract.Constraints;
import dev.sage.contract.Contract;
import dev.sage.contract.DeliveryPackage;
import dev.sage.contract.Field;
import dev.sage.contract.Rule;
import dev.sage.engine.report.ColumnCount;
import dev.sage.spi.Message;
import dev.sage.spi.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What every kind of finding asks for, in a sentence; for a rule, in the words of its author.
final class Explanations {
  private final Contract contract;

  Explanations(Contract contract) {
    this.contract = contract;
  }

  Message of(ColumnCount count) {
    return switch (count.code()) {
      case TYPE -> type(count);
      case REQUIRED -> new Message("La celda no puede estar vacía", "The cell must not be empty");
      case UNIQUE -> new Message("El valor no se puede repetir", "The value must not be repeated");
      case REFERENCE -> reference(count);
      case CONSTRAINT -> constraint(count);
      case RULE -> rule(count);
      case RAGGED ->
          new Message(
              "Cada línea tiene que traer el número de celdas previsto",
              "Every line must have the number of cells agreed");
      case QUOTE ->
          new Message(
              "Las comillas que se abren tienen que cerrarse", "Quotes that open must close");
      case ENCODING ->
          new Message(
              "Los caracteres tienen que ser de la codificación del archivo",
              "Characters must be of the file's encoding");
      case NUL -> new Message("No puede haber caracteres NUL", "There must be no NUL characters");
      case LINE_END ->
          new Message(
              "No puede haber saltos de línea sueltos dentro de un registro",
              "There must be no stray line ends inside a record");
      case RECORD_SIZE ->
          new Message(
              "Un registro no puede pasar de 2 MiB", "A record must not be larger than 2 MiB");
      case COLUMN_MISSING ->
          new Message("Tienen que venir todas las columnas", "Every column must be there");
      case COLUMN_EXTRA ->
          new Message("No deben venir otras columnas", "There should be no other columns");
      case COLUMN_COUNT ->
          new Message(
              "Tiene que venir el número de columnas previsto",
              "There must be as many columns as agreed");
      case EMPTY_FILE ->
          new Message("El archivo no puede estar vacío", "The file must not be empty");
      case MEMBER_MISSING ->
          new Message(
              "Tienen que venir todos los archivos de la entrega",
              "Every file of the delivery must be there");
      case FILE_UNREADABLE ->
          new Message(
              "Cada archivo tiene que poder leerse entero",
              "Every file must be readable as a whole");
      case MEMBER_UNKNOWN ->
          new Message("Vino un archivo que no se esperaba", "A file came that was not expected");
      case ENCODING_GUESSED ->
          new Message(
              "El archivo no está en UTF-8; se supuso Windows-1252",
              "The file is not UTF-8; Windows-1252 was assumed");
      case DESTINATION_LIMIT ->
          new Message(
              "El valor tiene que caber donde se guarda", "The value must fit where it is stored");
    };
  }

  private Optional<Field> field(ColumnCount count) {
    return contract.catalog(count.catalog()).flatMap(catalog -> catalog.field(count.column()));
  }

  private Message type(ColumnCount count) {
    return field(count)
        .map(known -> type(known.type()))
        .orElse(
            new Message(
                "El valor tiene que ser del tipo de su columna",
                "The value must be of its column's type"));
  }

  private static Message type(ValueType type) {
    return switch (type) {
      case ValueType.Text _ -> new Message("Tiene que ser un texto", "It must be a text");
      case ValueType.Whole _ ->
          new Message("Tiene que ser un número entero", "It must be a whole number");
      case ValueType.Decimal _ ->
          new Message("Tiene que ser un número decimal", "It must be a decimal number");
      case ValueType.Date _ -> new Message("Tiene que ser una fecha", "It must be a date");
      case ValueType.DateTime _ ->
          new Message("Tiene que ser una fecha con su hora", "It must be a date and time");
      case ValueType.Bool _ -> new Message("Tiene que ser sí o no", "It must be yes or no");
    };
  }

  private Message constraint(ColumnCount count) {
    return field(count)
        .flatMap(field -> constraint(field.constraints()))
        .orElse(
            new Message(
                "El valor tiene que estar entre los que admite la columna",
                "The value must be one that the column takes"));
  }

  /// All that the column asks for: which of it failed, every finding says.
  private static Optional<Message> constraint(Constraints asked) {
    List<Message> parts = new ArrayList<>();
    if (!asked.allowed().isEmpty()) {
      parts.add(asked("uno de ", "one of ", String.join(", ", asked.allowed())));
    }
    asked.pattern().ifPresent(p -> parts.add(asked("de la forma ", "of the form ", p.text())));
    asked.min().ifPresent(min -> parts.add(asked("como mínimo ", "at least ", min)));
    asked.max().ifPresent(max -> parts.add(asked("como máximo ", "at most ", max)));
    asked.minLength().ifPresent(n -> parts.add(length("al menos ", "at least ", n)));
    asked.maxLength().ifPresent(n -> parts.add(length("como mucho ", "at most ", n)));
    return parts.stream()
        .reduce((a, b) -> new Message(a.es() + "; " + b.es(), a.en() + "; " + b.en()))
        .map(all -> asked("Tiene que ser ", "It must be ", all));
  }

  private static Message asked(String es, String en, String value) {
    return new Message(es + value, en + value);
  }

  private static Message asked(String es, String en, Message rest) {
    return new Message(es + rest.es(), en + rest.en());
  }

  private static Message length(String es, String en, int n) {
    return new Message("de " + es + n + " caracteres", "of " + en + n + " characters");
  }

  private Message reference(ColumnCount count) {
    return field(count)
        .flatMap(field -> field.constraints().references())
        .map(target ->
            new Message(
                "El valor tiene que estar en «%s», columna «%s»"
                    .formatted(fileName(target.catalog()), target.field()),
                "The value must be in “%s”, column “%s”"
                    .formatted(fileName(target.catalog()), target.field())))
        .orElse(
            new Message(
                "El valor tiene que estar en otro archivo de la entrega",
                "The value must be in another file of the delivery"));
  }

  private String fileName(String catalog) {
    return contract.catalog(catalog).map(Catalog::filename).orElse(catalog);
  }

  private Message rule(ColumnCount count) {
    String words =
        Stream.concat(rulesOf(count.catalog()), packageRules())
            .filter(rule -> rule.name().equals(count.rule()))
            .map(Rule::description)
            .filter(description -> !description.isBlank())
            .findFirst()
            .orElse(count.rule());
    return new Message(words, words);
  }

  private Stream<Rule> rulesOf(String catalog) {
    return contract.catalog(catalog).stream()
        .flatMap(known ->
            Stream.concat(
                known.fields().stream().flatMap(field -> field.rules().stream()),
                Stream.concat(known.rowRules().stream(), known.catalogRules().stream())));
  }

  private Stream<Rule> packageRules() {
    return contract.packages().values().stream()
        .map(DeliveryPackage::rules)
        .flatMap(rules -> rules.stream());
  }
}
