package dev.sage.bench.scale;

/// What is asked of one limit. Times may come a little out of order: then they count as the latest.
sealed interface Meter permits Rate, Level {
  /// What there was of it, up to a time.
  Use use(long end);

  /// How a limit was used.
  ///
  /// @param limit what there is at most, in its unit
  /// @param peak the most in any second, or at any instant
  /// @param mean over the whole run
  /// @param firstFull seconds from the start until it was all in use; negative: never
  /// @param fullSeconds for how long it was
  /// @param refused how often somebody had to wait for it or ask again
  record Use(
      String name,
      String unit,
      double limit,
      double peak,
      double mean,
      double firstFull,
      double fullSeconds,
      long refused) {
    boolean wasFull() {
      return firstFull >= 0;
    }

    double peakShare() {
      return peak / limit;
    }
  }
}
