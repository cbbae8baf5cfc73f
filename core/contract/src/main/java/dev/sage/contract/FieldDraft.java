package dev.sage.contract;

import java.util.List;
import java.util.Optional;

/// A field that has been read but for what needs the other fields: its rules and its reference.
///
/// @param field without rules and reference
/// @param doubtful its name or its type could not be read
record FieldDraft(Field field, YamlMap map, boolean doubtful) {

  FieldDraft required() {
    return new FieldDraft(field.asRequired(), map, doubtful);
  }

  Field finish(Optional<FieldReference> reference, List<Rule> rules) {
    Constraints was = field.constraints();
    Constraints now =
        new Constraints(
            was.pattern(),
            was.allowed(),
            was.min(),
            was.max(),
            was.minLength(),
            was.maxLength(),
            reference);
    return new Field(
        field.name(), field.type(), field.required(), field.unique(), now, field.reading(), rules);
  }
}
