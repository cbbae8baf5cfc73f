package dev.sage.bench.scale;

import dev.sage.spi.lease.Lease;
import dev.sage.spi.lease.Leases;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The table of locks, seen by the daemon and by functions. Who has a lock is decided by the
/// product's own leases in memory; that whoever wants the lock of somebody who died has to see it
/// unchanged for its whole length is DynamoDB's way, and is the model's.
final class Locks implements Leases {
  private final Timeline time;
  private final Function<UUID, @Nullable Entry> entries;
  private final long answer;
  private final Rate reads;
  private final Rate writes;

  Locks(Timeline time, Platform platform, Function<UUID, @Nullable Entry> entries) {
    this.time = time;
    this.entries = entries;
    this.answer = Timeline.nanos(platform.delays().lock());
    this.reads =
        new Rate("DynamoDB: reads of the table", "units a second", platform.locks().read());
    this.writes =
        new Rate("DynamoDB: writes of the table", "units a second", platform.locks().write());
  }

  double reads() {
    return reads.total();
  }

  double writes() {
    return writes.total();
  }

  List<Rate> meters() {
    return List.of(reads, writes);
  }

  /// Asked by the daemon.
  @Override
  public Optional<Lease> acquire(UUID resource, String owner, Duration length, long floor) {
    @Nullable Entry entry = entries.apply(resource);
    read();
    if (entry == null || (entry.isHeld && !wasSeenUnchanged(entry, length))) {
      return Optional.empty();
    }
    write();
    return take(entry, owner, length, floor);
  }

  private boolean wasSeenUnchanged(Entry entry, Duration length) {
    if (entry.seenVersion != entry.version) {
      entry.seenVersion = entry.version;
      entry.seenAt = time.now();
    }
    return time.now() - entry.seenAt > length.toNanos();
  }

  private void read() {
    time.moveTo(reads.take(time.now(), 1) + answer);
  }

  private void write() {
    time.moveTo(writes.take(time.now(), 1) + answer);
  }

  /// Asked by a worker, whose requests are counted and take no time but that of its work.
  Optional<Lease> take(Entry entry, String owner, Duration length, long floor) {
    return entry.locks.acquire(entry.id, owner, length, floor).map(lease -> new Held(entry, lease));
  }

  void count(long at, int some, int more) {
    reads.count(at, some);
    writes.count(at, more);
  }

  /// Tells the entry what becomes of its lock.
  private static final class Held implements Lease {
    private final Entry entry;
    private final Lease lease;

    Held(Entry entry, Lease lease) {
      this.entry = entry;
      this.lease = lease;
      entry.isHeld = true;
      entry.version++;
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
      entry.version++;
      return lease.renew();
    }

    @Override
    public void release() {
      if (lease.renew()) {
        entry.version++;
        entry.isHeld = false;
        lease.release();
      }
    }
  }
}
