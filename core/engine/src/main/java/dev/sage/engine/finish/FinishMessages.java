package dev.sage.engine.finish;

import dev.sage.contract.Catalog;
import dev.sage.contract.FieldReference;
import dev.sage.spi.Message;
import java.util.List;

/// What a finding of the finish step says to the sender.
final class FinishMessages {
  private FinishMessages() {}

  /// @param columns one, or those that are unique together
  static Message unique(Catalog catalog, List<String> columns) {
    String names = String.join(", ", columns);
    boolean several = catalog.files().isGlob();
    String before =
        several ? "ya está antes, en este archivo o en otro" : "ya está antes en el archivo";
    String earlier = several ? "is before, in this file or another" : "is in the file before";
    return columns.size() == 1
        ? new Message(
            "repite un valor de «%s» que %s; deje una sola línea con él".formatted(names, before),
            "repeats a value of “%s” that %s; leave only one line with it"
                .formatted(names, earlier))
        : new Message(
            "repite una combinación de «%s» que %s; deje una sola línea con ella"
                .formatted(names, before),
            "repeats a combination of “%s” that %s; leave only one line with it"
                .formatted(names, earlier));
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
