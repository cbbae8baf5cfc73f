package dev.sage.spi;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One of the versions of a table that [Strategy#FULL] keeps.
///
/// @param number from 1, never used again while the version is kept
/// @param execution which one built it; null for what was there before the first FULL
/// @param rows how many rows were loaded; null where nobody counted them
/// @param since when the table had this version's rows from, the last time
/// @param until when another version took its place; null: it is the one that is shown
public record TableVersion(
    TableName table,
    long number,
    @Nullable UUID execution,
    @Nullable Long rows,
    Instant since,
    @Nullable Instant until) {

  /// Whether these are the rows that readers of the table see.
  public boolean isShown() {
    return until == null;
  }
}
