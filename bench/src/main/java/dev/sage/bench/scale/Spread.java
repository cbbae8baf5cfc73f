package dev.sage.bench.scale;

import java.util.Locale;

/// How durations are spread, within two per cent.
final class Spread {
  private static final double FINENESS = 35;
  private final long[] counts = new long[1_200];
  private long all;
  private long most;

  void add(long nanos) {
    add(nanos, 1);
  }

  void add(long nanos, long times) {
    long some = Math.max(0, nanos);
    counts[bin(some)] += times;
    all += times;
    most = Math.max(most, some);
  }

  private static int bin(long nanos) {
    return (int) (Math.log1p(nanos / 1e6) * FINENESS);
  }

  /// In seconds.
  double quantile(double share) {
    long left = (long) Math.ceil(share * all);
    for (int i = 0; i < counts.length; i++) {
      left -= counts[i];
      if (left <= 0) {
        return Math.min(Math.expm1((i + 0.5) / FINENESS) / 1e3, most());
      }
    }
    return most();
  }

  double most() {
    return (double) most / Timeline.SECOND;
  }

  @Override
  public String toString() {
    return "%s / %s / %s".formatted(text(quantile(0.5)), text(quantile(0.99)), text(most()));
  }

  /// Seconds for people.
  static String text(double seconds) {
    if (seconds < 120) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    return seconds < 7_200
        ? String.format(Locale.ROOT, "%.1f min", seconds / 60)
        : String.format(Locale.ROOT, "%.1f h", seconds / 3_600);
  }
}
