package dev.sage.bench.scale;

/// A limit of so many a second: a bucket of tokens that holds those of one second.
final class Rate implements Meter {
  /// A service that gives as good as all that it has is full.
  private static final double FULL = 0.98;

  private final String name;
  private final String unit;
  private double limit;
  private final double burst;
  private double due;
  private long second;
  private double inSecond;
  private double peak;
  private double total;
  private long firstFull = -1;
  private long full;
  private long refused;
  private boolean isRefusing;

  Rate(String name, String unit, double limit) {
    this(name, unit, limit, limit);
  }

  /// @param burst so many at once after a rest
  Rate(String name, String unit, double limit, double burst) {
    this.name = name;
    this.unit = unit;
    this.limit = limit;
    this.burst = burst / limit * Timeline.SECOND;
  }

  /// Asks for some at a time, and says from when on they are had.
  long take(long at, double amount) {
    ask(at, amount);
    return granted(at, amount, due);
  }

  /// Asks processors for some of their time, and says from when on they have it for that: what was
  /// asked for before comes first.
  long serve(long at, double amount) {
    double before = Math.max(due, (double) at);
    ask(at, amount);
    return granted(at, amount, before);
  }

  private void ask(long at, double amount) {
    due = Math.max(due, (double) at) + amount / limit * Timeline.SECOND;
  }

  private long granted(long at, double amount, double full) {
    long granted = (long) Math.max((double) at, full - burst);
    count(granted, amount);
    if (granted > at) {
      refused++;
      isRefusing = true;
    }
    return granted;
  }

  /// The service has adapted.
  void grow(double factor) {
    limit *= factor;
  }

  boolean isFullNow() {
    return isLargerAtOnce() ? isRefusing : inSecond >= FULL * limit;
  }

  private boolean isLargerAtOnce() {
    return burst > Timeline.SECOND;
  }

  /// Without waiting for anything.
  void count(long at, double amount) {
    long now = at / Timeline.SECOND;
    if (now > second) {
      close();
      second = now;
    }
    inSecond += amount;
    total += amount;
  }

  private void close() {
    peak = Math.max(peak, inSecond);
    if (isFullNow()) {
      full++;
      firstFull = firstFull < 0 ? second : firstFull;
    }
    inSecond = 0;
    isRefusing = false;
  }

  double total() {
    return total;
  }

  @Override
  public Use use(long end) {
    close();
    double seconds = Math.max(1, (double) end / Timeline.SECOND);
    double most = isLargerAtOnce() ? burst / Timeline.SECOND * limit : limit;
    return new Use(name, unit, most, peak, total / seconds, firstFull, full, refused);
  }
}
