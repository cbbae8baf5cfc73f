package dev.sage.testing.simulation;

import dev.sage.spi.lease.Lease;
import dev.sage.spi.lease.Leases;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/// Leases of which somebody can ask whether they are held, as the database can.
final class WatchedLeases implements Leases {
  private final Leases leases;
  private final LongSupplier nanoTime;
  private final Map<UUID, Watched> last = new HashMap<>();

  WatchedLeases(Leases leases, LongSupplier nanoTime) {
    this.leases = leases;
    this.nanoTime = nanoTime;
  }

  boolean isHeld(UUID resource) {
    Watched watched = last.get(resource);
    return watched != null && watched.until > nanoTime.getAsLong();
  }

  @Override
  public Optional<Lease> acquire(UUID resource, String owner, Duration length, long floor) {
    Optional<Lease> lease = leases.acquire(resource, owner, length, floor);
    lease.ifPresent(one -> last.put(resource, new Watched(one, length)));
    return lease.map(_ -> last.get(resource));
  }

  private final class Watched implements Lease {
    private final Lease lease;
    private final long length;
    private long until;

    Watched(Lease lease, Duration length) {
      this.lease = lease;
      this.length = length.toNanos();
      this.until = nanoTime.getAsLong() + this.length;
    }

    @Override
    public UUID resource() {
      return lease.resource();
    }

    @Override
    public long token() {
      return lease.token();
    }

    @Override
    public boolean renew() {
      boolean held = lease.renew();
      until = held ? nanoTime.getAsLong() + length : 0;
      return held;
    }

    @Override
    public void release() {
      lease.release();
      until = 0;
    }
  }
}
