package dev.sage.bench.scale;

/// A limit of so many at a time.
final class Level implements Meter {
  private final String name;
  private final String unit;
  private final double limit;
  private int level;
  private int peak;
  private long since;
  private double area;
  private long full;
  private long firstFull = -1;
  private long refused;

  Level(String name, String unit, double limit) {
    this.name = name;
    this.unit = unit;
    this.limit = limit;
  }

  boolean hasRoom() {
    return level < limit;
  }

  int level() {
    return level;
  }

  int peak() {
    return peak;
  }

  void change(long at, int by) {
    long now = Math.max(at, since);
    area += (double) level * (now - since);
    full += level >= limit ? now - since : 0;
    since = now;
    level += by;
    peak = Math.max(peak, level);
    if (level >= limit && firstFull < 0) {
      firstFull = now;
    }
  }

  void refuse() {
    refused++;
  }

  @Override
  public Use use(long end) {
    change(end, 0);
    return new Use(
        name,
        unit,
        limit,
        peak,
        area / Math.max(1, end),
        firstFull < 0 ? -1 : (double) firstFull / Timeline.SECOND,
        (double) full / Timeline.SECOND,
        refused);
  }
}
