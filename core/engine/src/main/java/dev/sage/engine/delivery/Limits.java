package dev.sage.engine.delivery;

/// How large an archive may be.
///
/// @param entries members, directories and hidden files counted
/// @param bytes of all members together, inflated
/// @param ratio inflated to compressed bytes of a member
/// @param ratioFrom inflated bytes of a member below which the ratio is of no interest: a small
///   file of equal rows is no bomb
record Limits(int entries, long bytes, int ratio, long ratioFrom) {
  static final Limits DEFAULT = new Limits(1_000, 50L << 30, 200, 1L << 20);
}
