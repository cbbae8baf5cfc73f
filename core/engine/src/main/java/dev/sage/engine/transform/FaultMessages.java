package dev.sage.engine.transform;

import dev.sage.contract.Transform.Step;
import dev.sage.contract.Transformation.Cast;
import dev.sage.engine.stage.CheckMessages;
import dev.sage.spi.Message;

/// What a finding says to the sender whose value a step has nothing to make of.
final class FaultMessages {
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

  static Message notFound(Step step, String table) {
    return at(
        step,
        new Message(
            "no se encuentra en %s; corríjalo, o añádalo allí".formatted(table),
            "is not found in %s; correct it, or add it there".formatted(table)));
  }

  static Message foundTwice(Step step, String table) {
    return at(
        step,
        new Message(
            "está varias veces en %s, y no se sabe cuál vale; deje uno".formatted(table),
            "is several times in %s, and it is not known which one counts; leave one"
                .formatted(table)));
  }

  private static Message at(Step step, Message message) {
    return new Message(
        "%s (paso %d de transform: %s)".formatted(message.es(), step.number(), step.word()),
        "%s (step %d of transform: %s)".formatted(message.en(), step.number(), step.word()));
  }
}
