package dev.sage.server.desk;

import dev.sage.server.admin.Page;
import dev.sage.server.admin.Paging;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;

/// Pages of lists.
final class Pages {
  private Pages() {}

  /// Of all, which are sorted by a name.
  static <T> Page<T> byName(List<T> all, Function<T, String> name, Paging paging) {
    List<T> rest =
        all.stream()
            .dropWhile(item ->
                paging.after().filter(after -> name.apply(item).compareTo(after) <= 0).isPresent())
            .toList();
    List<T> page = rest.stream().limit(paging.limit()).toList();
    return new Page<>(
        page,
        page.size() < rest.size() ? Optional.of(name.apply(page.getLast())) : Optional.empty());
  }

  /// Of all, in their order; one that is gone meanwhile ends the list.
  static <T> Page<T> byId(List<T> all, Function<T, UUID> id, Paging paging) {
    List<T> rest =
        all.stream()
            .dropWhile(item ->
                paging
                    .after()
                    .filter(after -> !after.equals(id.apply(item).toString()))
                    .isPresent())
            .skip(paging.after().isPresent() ? 1 : 0)
            .toList();
    List<T> page = rest.stream().limit(paging.limit()).toList();
    return new Page<>(
        page,
        page.size() < rest.size()
            ? Optional.of(id.apply(page.getLast()).toString())
            : Optional.empty());
  }

  /// The number that a page goes on from.
  static OptionalLong number(Paging paging) {
    return paging.after().isEmpty() ? OptionalLong.empty() : OptionalLong.of(parsed(paging));
  }

  private static long parsed(Paging paging) {
    String text = paging.after().orElseThrow();
    if (!text.matches("[0-9]{1,18}")) {
      throw Missing.field("after", "next");
    }
    return Long.parseLong(text);
  }

  static <T, V> Page<V> of(dev.sage.metadata.database.Page<T> page, Function<T, V> view) {
    return new Page<>(
        page.items().stream().map(view).toList(),
        page.next().isPresent()
            ? Optional.of(Long.toString(page.next().getAsLong()))
            : Optional.empty());
  }
}
