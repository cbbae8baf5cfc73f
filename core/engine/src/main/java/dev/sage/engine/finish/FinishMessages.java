package dev.sage.engine.finish;

import dev.sage.contract.FieldReference;
import dev.sage.spi.Message;

/// What a finding of the finish step says to the sender.
final class FinishMessages {
  private FinishMessages() {}

  static Message unique(String column) {
    return new Message(
        "repite un valor de «%s» que ya apareció antes en el archivo".formatted(column),
        "repeats a value of «%s» that occurred earlier in the file".formatted(column));
  }

  static Message reference(FieldReference target) {
    return new Message(
        "no existe en la columna «%s» de «%s»".formatted(target.field(), target.catalog()),
        "does not exist in column «%s» of «%s»".formatted(target.field(), target.catalog()));
  }
}
