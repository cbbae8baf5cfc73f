package dev.sage.server.security;

import dev.sage.server.settings.RequestRate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// Lets a rate of requests pass for each key, in bursts of as many as pass in one time.
///
/// Kept by each process for itself: behind a balancer the rate holds for each server.
final class TokenBuckets {
  /// The longest unused are forgotten: they are full again then, or attack with ever new keys.
  private static final int MOST_KEYS = 10_000;

  private final RequestRate rate;
  private final LongSupplier nanoTime;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_KEYS;
        }
      };

  TokenBuckets(RequestRate rate, LongSupplier nanoTime) {
    this.rate = rate;
    this.nanoTime = nanoTime;
  }

  /// @return 0: it passes; else the seconds after which it will
  synchronized long take(String key) {
    long now = nanoTime.getAsLong();
    Bucket bucket = buckets.getOrDefault(key, new Bucket(rate.requests(), now));
    double left = Math.min(rate.requests(), bucket.left() + (now - bucket.at()) / nanosEach());
    boolean passes = left >= 1;
    buckets.put(key, new Bucket(passes ? left - 1 : left, now));
    return passes ? 0 : Math.max(1, (long) Math.ceil((1 - left) * nanosEach() / 1e9));
  }

  private double nanosEach() {
    return (double) rate.time().toNanos() / rate.requests();
  }

  private record Bucket(double left, long at) {}
}
