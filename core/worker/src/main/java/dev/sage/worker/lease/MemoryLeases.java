package dev.sage.worker.lease;

import dev.sage.spi.lease.Lease;
import dev.sage.spi.lease.Leases;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Leases that all workers of one process share, and that end with it. With them every other
/// process must be kept away from the same executions.
public final class MemoryLeases implements Leases {
  private final LongSupplier ticker;
  private final Map<UUID, Held> held = new HashMap<>();

  /// @param ticker a monotonic clock in nanoseconds: `System::nanoTime`
  public MemoryLeases(LongSupplier ticker) {
    this.ticker = ticker;
  }

  /// The last lease of a resource; kept for its token.
  private record Held(long token, boolean free, long since, long length) {
    boolean isFree(long now) {
      return free || now - since > length;
    }
  }

  @Override
  public synchronized Optional<Lease> acquire(
      UUID resource, String owner, Duration length, long floor) {
    @Nullable Held last = held.get(resource);
    long now = ticker.getAsLong();
    if (last != null && !last.isFree(now)) {
      return Optional.empty();
    }
    long token = Math.max(Math.max(floor, 1), last == null ? 1 : last.token + 1);
    held.put(resource, new Held(token, false, now, length.toNanos()));
    return Optional.of(new MemoryLease(resource, token, length));
  }

  private synchronized boolean renew(MemoryLease lease) {
    boolean ours = isOurs(lease);
    if (ours) {
      long length = lease.length.toNanos();
      held.put(lease.resource, new Held(lease.token, false, ticker.getAsLong(), length));
    }
    return ours;
  }

  private synchronized void release(MemoryLease lease) {
    if (isOurs(lease)) {
      held.put(lease.resource, new Held(lease.token, true, 0, 0));
    }
  }

  private boolean isOurs(MemoryLease lease) {
    @Nullable Held last = held.get(lease.resource);
    return last != null && last.token == lease.token && !last.free;
  }

  private final class MemoryLease implements Lease {
    private final UUID resource;
    private final long token;
    private final Duration length;

    MemoryLease(UUID resource, long token, Duration length) {
      this.resource = resource;
      this.token = token;
      this.length = length;
    }

    @Override
    public UUID resource() {
      return resource;
    }

    @Override
    public long token() {
      return token;
    }

    @Override
    public boolean renew() {
      return MemoryLeases.this.renew(this);
    }

    @Override
    public void release() {
      MemoryLeases.this.release(this);
    }
  }
}
