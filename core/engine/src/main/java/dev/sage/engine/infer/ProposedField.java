package dev.sage.engine.infer;

import dev.sage.contract.Constraints;
import dev.sage.contract.Field;
import dev.sage.contract.FieldReference;
import dev.sage.contract.Reading;
import dev.sage.contract.pattern.PythonPattern;
import dev.sage.spi.Message;
import dev.sage.spi.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A field as it is proposed, and why.
///
/// @param column its place in the sample's table
/// @param notes what the sample says, for whoever judges the proposal
record ProposedField(Field field, int column, Facts facts, List<Message> notes) {
  ProposedField {
    notes = List.copyOf(notes);
  }

  String name() {
    return field.name();
  }

  ValueType type() {
    return field.type();
  }

  Reading reading() {
    return field.reading();
  }

  ProposedField referring(FieldReference reference) {
    Constraints old = field.constraints();
    Constraints constraints =
        new Constraints(
            old.pattern(),
            old.allowed(),
            old.min(),
            old.max(),
            old.minLength(),
            old.maxLength(),
            Optional.of(reference));
    return new ProposedField(with(constraints), column, facts, notes);
  }

  ProposedField noting(Message note) {
    List<Message> more = new ArrayList<>(notes);
    more.add(note);
    return new ProposedField(field, column, facts, more);
  }

  Optional<String> pattern() {
    return field.constraints().pattern().map(PythonPattern::text);
  }

  private Field with(Constraints constraints) {
    return new Field(
        field.name(),
        field.type(),
        field.required(),
        field.unique(),
        constraints,
        field.reading(),
        field.rules());
  }
}
