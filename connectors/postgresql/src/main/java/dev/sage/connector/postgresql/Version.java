package dev.sage.connector.postgresql;

import dev.sage.spi.TableName;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One version of a table, as `sage_versions` knows it.
///
/// @param number from 1, for each table
/// @param relation the name that it has while another version is shown
/// @param execution null for what was there before the first FULL
/// @param rows null where nobody counted them
/// @param builtAt when its rows were complete
/// @param since when it was shown last; null while it is being built
/// @param until when another took its place; null while it is shown or built
record Version(
    long number,
    String relation,
    @Nullable UUID execution,
    @Nullable Long rows,
    Instant builtAt,
    @Nullable Instant since,
    @Nullable Instant until,
    List<Alias> aliases) {
  Version {
    aliases = List.copyOf(aliases);
  }

  boolean isShown() {
    return since != null && until == null;
  }

  boolean isKept() {
    return until != null;
  }

  /// Something of a version whose name must be free for the version that is shown: names of
  /// indexes, sequences and statistics are unique in their schema.
  ///
  /// @param parked its name while another version is shown
  /// @param shown its name while this one is
  record Alias(Kind kind, String schema, String parked, String shown) {

    /// What is renamed, as `ALTER` calls it.
    enum Kind {
      INDEX("_i"),
      SEQUENCE("_s"),
      STATISTICS("_x");

      private final String suffix;

      Kind(String suffix) {
        this.suffix = suffix;
      }

      /// The name of the `n`-th of its kind of a version.
      String parked(String relation, int n) {
        return relation + suffix + n;
      }
    }

    static List<String> park(List<Alias> aliases) {
      return aliases.stream().flatMap(alias -> alias.rename(alias.shown, alias.parked)).toList();
    }

    static List<String> show(List<Alias> aliases) {
      return aliases.stream().flatMap(alias -> alias.rename(alias.parked, alias.shown)).toList();
    }

    private Stream<String> rename(String from, String to) {
      return from.equals(to)
          ? Stream.empty()
          : Stream.of(
              "ALTER %s %s RENAME TO %s"
                  .formatted(kind, Sql.name(new TableName(schema, from)), Sql.name(to)));
    }
  }
}
