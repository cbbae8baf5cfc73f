package dev.sage.engine.stage;

import java.util.List;

/// A check that a row answers by itself.
///
/// @param uses indexes of all fields that it looks at
/// @param failing SQL over the `v` and `e` columns of the row: true where it fails, never null
record StagedCheck(Check check, List<Integer> uses, String failing) {
  StagedCheck {
    uses = List.copyOf(uses);
  }

  /// As it is in a file of these columns: never failing where it looks at one that is not there.
  StagedCheck in(FileColumns columns) {
    return uses.stream().allMatch(columns::has) ? this : new StagedCheck(check, uses, "false");
  }
}
