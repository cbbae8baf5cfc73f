package dev.sage.worker.lease;

import dev.sage.spi.lease.Leases;
import dev.sage.testing.lease.LeasesContract;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

final class MemoryLeasesTest extends LeasesContract {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final Leases leases = new MemoryLeases(nanos::get);

  @Override
  protected Leases leases() {
    return leases;
  }

  @Override
  protected void passTime(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }
}
