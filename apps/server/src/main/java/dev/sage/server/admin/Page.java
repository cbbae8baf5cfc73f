package dev.sage.server.admin;

import java.util.List;
import java.util.Optional;

/// Some of many.
///
/// @param next what to ask for as `after` to get those that follow; empty: there are no more
public record Page<T>(List<T> items, Optional<String> next) {
  public Page {
    items = List.copyOf(items);
  }

  /// All of them.
  public static <T> Page<T> of(List<T> items) {
    return new Page<>(items, Optional.empty());
  }
}
