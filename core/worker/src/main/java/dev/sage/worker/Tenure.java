package dev.sage.worker;

import dev.sage.engine.Cancellation;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.lease.Lease;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The time during which a worker has a lease. It renews it every third of its length. When it
/// hears that the lease is lost, or has not heard for two thirds of it that it is not, the work is
/// cancelled: long before anybody else may begin.
final class Tenure implements AutoCloseable {
  /// So that a renewal that failed is tried again before it is too late.
  private static final int LOOKS = 12;

  private final Lease lease;
  private final long length;
  private final LongSupplier ticker;
  private final Cancellation work;
  private final Heartbeats.Beating beating;
  private final AtomicBoolean renewing = new AtomicBoolean();
  private volatile long renewed;
  private volatile boolean lost;

  /// @param asked when the lease was asked for, by the ticker: it is no younger than that
  /// @param work cancelled when the lease is lost
  Tenure(
      Lease lease,
      Duration length,
      LongSupplier ticker,
      long asked,
      Cancellation work,
      Heartbeats heartbeats) {
    this.lease = lease;
    this.length = length.toNanos();
    this.ticker = ticker;
    this.renewed = asked;
    this.work = work;
    this.beating = heartbeats.begin(length.dividedBy(LOOKS), this::beat);
  }

  long token() {
    return lease.token();
  }

  boolean isLost() {
    return lost;
  }

  private void beat() {
    long age = ticker.getAsLong() - renewed;
    if (age >= length / 3 * 2) {
      lose();
    } else if (age >= length / 3 && renewing.compareAndSet(false, true)) {
      try {
        renew();
      } finally {
        renewing.set(false);
      }
    }
  }

  private void renew() {
    long now = ticker.getAsLong();
    try {
      if (lease.renew()) {
        renewed = now;
      } else {
        lose();
      }
    } catch (SageException _) {
      // Not known: what was known before holds until two thirds are over.
    }
  }

  private void lose() {
    lost = true;
    work.cancel();
  }

  /// Whoever had to wait for the lease begins its length anew.
  ///
  /// @throws SageException [ErrorCode#LEASE_LOST]
  void begin() {
    if (ticker.getAsLong() - renewed >= length / 3) {
      check();
    }
  }

  /// Asks whether the lease is still held.
  ///
  /// @throws SageException [ErrorCode#LEASE_LOST]
  void check() {
    renew();
    if (ticker.getAsLong() - renewed >= length / 3 * 2) {
      lose();
    }
    if (lost) {
      throw lost(null);
    }
  }

  SageException lost(@Nullable SageException cause) {
    return new SageException(
        ErrorCode.LEASE_LOST,
        "The lease of the execution %s was lost; whoever has it now goes on."
            .formatted(lease.resource()),
        cause);
  }

  /// What cannot be released now, expires.
  @Override
  public void close() {
    beating.close();
    try {
      lease.release();
    } catch (SageException _) {
      // The work is done, or has failed for a better reason.
    }
  }
}
