package dev.sage.engine.stage;

/// A check that a row answers by itself.
///
/// @param failing SQL over the `v` and `e` columns of the row: true where it fails, never null
record StagedCheck(Check check, String failing) {}
