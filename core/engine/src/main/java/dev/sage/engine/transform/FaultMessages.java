package dev.sage.engine.transform;

import dev.sage.contract.Transform.Step;
import dev.sage.contract.Transformation.Cast;
import dev.sage.contract.Transformation.LookUp;
import dev.sage.contract.Transformation.Table;
import dev.sage.engine.stage.CheckMessages;
import dev.sage.engine.transform.Pipeline.Others;
import dev.sage.spi.Message;
import java.util.List;
import java.util.stream.Collectors;

/// What a finding says to the sender whose value a step has nothing to make of.
final class FaultMessages {
  private static final int LISTED = 12;

  private FaultMessages() {}

  static Message cast(Step step, Cast cast) {
    return at(step, CheckMessages.type(cast.type(), cast.reading()));
  }

  static Message tooLarge(Step step, String field) {
    return at(
        step,
        new Message(
            "el valor calculado de «%s» no es un número que quepa en su tipo".formatted(field),
            "the value computed for “%s” is not a number that fits its type".formatted(field)));
  }

  static Message notFound(Step step, LookUp lookUp, Others others) {
    return at(
        step,
        switch (lookUp.table()) {
          case Table.OfCatalog(String id) -> notIn(others.catalog(id).filename());
          case Table.Inline inline ->
              notAmong(known(inline, lookUp.on().values().iterator().next()));
        });
  }

  private static Message notIn(String file) {
    return new Message(
        "no se encuentra en %s; corríjalo, o añádalo allí".formatted(file),
        "is not found in %s; correct it, or add it there".formatted(file));
  }

  private static Message notAmong(String known) {
    return new Message(
        "no es uno de los valores previstos; use %s, o pida que se añada".formatted(known),
        "is not one of the values foreseen; use %s, or ask for it to be added".formatted(known));
  }

  /// The first of the keys.
  private static String known(Table.Inline table, String key) {
    int place = List.copyOf(table.columns().keySet()).indexOf(key);
    String first =
        table.rows().stream()
            .flatMap(row -> row.get(place).stream())
            .limit(LISTED)
            .collect(Collectors.joining(", "));
    return table.rows().size() > LISTED ? first + ", …" : first;
  }

  static Message foundTwice(Step step, Table table, Others others) {
    String es =
        table instanceof Table.OfCatalog(String id)
            ? others.catalog(id).filename()
            : "la tabla del contrato";
    String en =
        table instanceof Table.OfCatalog(String id)
            ? others.catalog(id).filename()
            : "the contract's table";
    return at(
        step,
        new Message(
            "está varias veces en %s, y no se sabe cuál vale; deje uno".formatted(es),
            "is several times in %s, and it is not known which one counts; leave one"
                .formatted(en)));
  }

  private static Message at(Step step, Message message) {
    return new Message(
        "%s (paso %d de transform: %s)".formatted(message.es(), step.number(), step.word()),
        "%s (step %d of transform: %s)".formatted(message.en(), step.number(), step.word()));
  }
}
