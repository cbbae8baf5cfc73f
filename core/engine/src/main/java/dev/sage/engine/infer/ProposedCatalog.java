package dev.sage.engine.infer;

import dev.sage.spi.Message;
import dev.sage.spi.ValueType;
import java.util.List;
import java.util.Optional;

/// A catalog as it is proposed.
///
/// @param filename as the contract may say it
/// @param key names of fields; empty where nothing suggests one
record ProposedCatalog(
    String id,
    String name,
    String filename,
    Sample sample,
    List<ProposedField> fields,
    List<String> key,
    List<Message> notes) {
  ProposedCatalog {
    fields = List.copyOf(fields);
    key = List.copyOf(key);
    notes = List.copyOf(notes);
  }

  ProposedCatalog with(List<ProposedField> others) {
    return new ProposedCatalog(id, name, filename, sample, others, key, notes);
  }

  /// The field that identifies its records by itself.
  Optional<ProposedField> keyField() {
    return key.size() == 1
        ? fields.stream().filter(field -> field.name().equals(key.getFirst())).findFirst()
        : Optional.empty();
  }

  /// SQL of the values `v` of a field, distinct and without null.
  String values(ProposedField field) {
    return "SELECT DISTINCT v0 AS v FROM (%s) WHERE v0 IS NOT NULL"
        .formatted(ValueColumns.of(sample.table().name(), List.of(field), ""));
  }

  static boolean isCodeLike(ProposedField field) {
    return field.type() instanceof ValueType.Text || field.type() instanceof ValueType.Whole;
  }
}
