package dev.sage.engine.finish;

import dev.sage.engine.stage.Check;

/// A check of the finish step that failed.
///
/// @param catalog index of the catalog whose records failed; -1 for a rule that names no record
/// @param perRecord one finding for each record; otherwise one for all of them
/// @param records how many records failed; 0 for a rule that names none
public record FailedCheck(int catalog, Check check, boolean perRecord, long records) {
  /// Whether the rule failed as a whole, without naming records.
  public boolean isWhole() {
    return !perRecord && records == 0;
  }
}
