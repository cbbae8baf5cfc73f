package dev.sage.connector.aws;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.lease.Lease;
import dev.sage.spi.lease.Leases;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.LongConsumer;

/// Leases for those who ask once and are gone, such as functions. One that meets a lease that is
/// held watches it: when its holder renews it, it is held indeed; when nobody does for its whole
/// length, its holder is dead, and it is taken over. A holder that lives shows it within a third of
/// the length.
final class WatchedLeases implements Leases {
  private static final int LOOKS = 12;

  private final DynamoDbLeases leases;
  private final LongConsumer pause;

  /// @param pause waits so many nanoseconds
  WatchedLeases(DynamoDbLeases leases, LongConsumer pause) {
    this.leases = leases;
    this.pause = pause;
  }

  @Override
  public Optional<Lease> acquire(UUID resource, String owner, Duration length, long floor) {
    Optional<Lease> lease = leases.acquire(resource, owner, length, floor);
    OptionalLong first = leases.watched(resource);
    while (lease.isEmpty() && first.isPresent() && first.equals(leases.watched(resource))) {
      pause.accept(length.toNanos() / LOOKS);
      if (Thread.currentThread().isInterrupted()) {
        throw new SageException(ErrorCode.CANCELLED, "Waiting for a lease was interrupted.");
      }
      lease = leases.acquire(resource, owner, length, floor);
    }
    return lease;
  }
}
