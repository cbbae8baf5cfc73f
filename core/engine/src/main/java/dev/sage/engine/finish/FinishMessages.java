package dev.sage.engine.finish;

import dev.sage.contract.Catalog;
import dev.sage.contract.FieldReference;
import dev.sage.spi.Message;
import java.util.List;

/// What a finding of the finish step says to the sender.
final class FinishMessages {
  private FinishMessages() {}

  /// @param columns one, or those that are unique together
  static Message unique(List<String> columns) {
    String names = String.join(", ", columns);
    return columns.size() == 1
        ? new Message(
            "repite un valor de «%s» que ya está antes en el archivo; deje una sola línea con él"
                .formatted(names),
            "repeats a value of “%s” that is in the file before; leave only one line with it"
                .formatted(names))
        : new Message(
            "repite una combinación de «%s» que ya está antes en el archivo; deje una sola línea con ella"
                .formatted(names),
            "repeats a combination of “%s” that is in the file before; leave only one line with it"
                .formatted(names));
  }

  /// @param target where the values must be
  static Message reference(Catalog target, FieldReference field) {
    return new Message(
        "no está en la columna «%s» de %s; corríjalo, o añádalo allí"
            .formatted(field.field(), target.filename()),
        "is not in column “%s” of %s; correct it, or add it there"
            .formatted(field.field(), target.filename()));
  }
}
