package dev.sage.metadata.database;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/// Some of a list.
///
/// @param next where the next page begins; empty: this is the last
public record Page<T>(List<T> items, OptionalLong next) {
  public Page {
    items = List.copyOf(items);
  }

  /// @param found one more than the page has, if there is one more
  public static <T> Page<T> of(List<T> found, int most, ToLongFunction<T> number) {
    if (found.size() <= most) {
      return new Page<>(found, OptionalLong.empty());
    }
    List<T> items = found.subList(0, most);
    return new Page<>(items, OptionalLong.of(number.applyAsLong(items.getLast())));
  }
}
