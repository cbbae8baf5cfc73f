package dev.sage.engine.infer;

import dev.sage.contract.Reading;
import dev.sage.spi.Message;
import dev.sage.spi.ValueType;
import java.util.List;
import java.util.Optional;

/// What the texts of a column are, and how they are read.
///
/// @param doubtful another column of the file may decide: whether `1.234` is a thousand
record Typed(ValueType type, Reading reading, boolean doubtful, List<Message> notes) {
  Typed {
    notes = List.copyOf(notes);
  }

  static Typed of(ValueType type) {
    return new Typed(type, Reading.DEFAULT, false, List.of());
  }

  static Typed of(ValueType type, Reading reading, Message... notes) {
    return new Typed(type, reading, false, List.of(notes));
  }

  static Reading marks(char decimal, Optional<Character> thousands) {
    return new Reading(false, List.of(), List.of(), decimal, thousands);
  }

  static Reading formats(List<String> formats) {
    return new Reading(false, List.of(), formats, '.', Optional.empty());
  }

  Typed withNulls(List<String> tokens) {
    Reading nulls =
        new Reading(
            reading.trim(),
            tokens,
            reading.formats(),
            reading.decimalSeparator(),
            reading.thousandsSeparator());
    return new Typed(type, nulls, doubtful, notes);
  }

  Typed asDoubtful(Message note) {
    return new Typed(type, reading, true, List.of(note));
  }
}
