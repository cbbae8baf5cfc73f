package dev.sage.contract;

import java.util.List;

/// The document as written: nothing is typed, everything has its place.
sealed interface Yaml {
  Position start();

  /// @param raw the source of a scalar that lies on one line, with its quotes; else empty
  record Scalar(String text, Style style, String raw, Position start) implements Yaml {}

  record Sequence(List<Yaml> items, Position start) implements Yaml {}

  record Mapping(List<Entry> entries, Position start) implements Yaml {}

  record Entry(Yaml key, Yaml value) {}

  /// How a scalar is written.
  enum Style {
    PLAIN,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    BLOCK
  }
}
