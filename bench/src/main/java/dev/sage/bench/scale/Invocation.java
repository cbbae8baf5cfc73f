package dev.sage.bench.scale;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.lease.Lease;
import dev.sage.worker.FailureRecord;
import dev.sage.worker.StopRequests;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a function does with an event, in the worker's steps: mark, lock, earlier result, reading
/// and checking, landing, storing, release. Any of them may be its last.
final class Invocation {
  private static final long SHORT = Timeline.nanos(0.08);

  /// Requests before the destination is needed, and after.
  private static final int READS_BEFORE = 3;

  private static final int READS_AFTER = 5;
  private static final int WRITES_AFTER = 9;

  private final FunctionService service;
  private final World world;
  final FunctionService.Message message;
  final FunctionService.Environment environment;
  final long since;
  private @Nullable Entry entry;
  private @Nullable Lease lease;
  private Times.Work work = new Times.Work(0, 0, 0);
  private boolean over;
  private boolean stands;
  private boolean connected;

  /// What functions use.
  record World(
      Timeline time,
      Limits limits,
      Function<UUID, @Nullable Entry> entries,
      Store store,
      StopRequests stops,
      Locks locks,
      Connections connections,
      Tally tally,
      Pace pace,
      Duration leaseLength) {}

  Invocation(
      FunctionService service,
      World world,
      FunctionService.Message message,
      FunctionService.Environment environment,
      long since) {
    this.service = service;
    this.world = world;
    this.message = message;
    this.environment = environment;
    this.since = since;
  }

  private Timeline time() {
    return world.time;
  }

  void run() {
    world.store.request(time().now(), 1, 0);
    Entry found = world.entries.apply(message.execution);
    entry = found;
    if (found == null || isOver(found)) {
      time().in(SHORT, this::answer);
    } else {
      lock(found, 0);
    }
  }

  /// Whether it was decided about this attempt already.
  private boolean isOver(Entry found) {
    return found.decisions > 0 && world.stops.isAsked(message.execution, message.attempt);
  }

  /// Who finds it locked watches the lock, and takes it over when nobody renews it.
  private void lock(Entry found, int tries) {
    world.locks.count(time().now(), 1, 1);
    Optional<Lease> taken = world.locks.take(found, "function", world.leaseLength, message.attempt);
    if (taken.isPresent()) {
      lease = taken.get();
      begin(found);
    } else if (found.result <= time().now() || tries > 4) {
      time().in(SHORT, this::answer);
    } else {
      int version = found.version;
      time().in(world.leaseLength.dividedBy(3).toNanos(), () -> again(found, version, tries));
    }
  }

  private void again(Entry found, int version, int tries) {
    if (found.version != version && found.isHeld) {
      answer(); // somebody renews it
    } else {
      lock(found, tries + 1);
    }
  }

  private void begin(Entry found) {
    if (found.result <= time().now()) {
      time().in(SHORT, this::answer);
      return;
    }
    work = world.pace.there(found.rows, environment.isFresh);
    environment.isFresh = false;
    long read = world.store.request(time().now(), READS_BEFORE, 0);
    time().at(read + work.before(), this::connect);
    befall(service.crash(), this::crash);
    befall(service.hang(), this::hang);
    beat();
  }

  private void befall(long after, Runnable what) {
    if (after >= 0) {
      time().in(after, what);
    }
  }

  private boolean isGone() {
    return over || stands;
  }

  private void beat() {
    long third = world.leaseLength.dividedBy(3).toNanos();
    if (work.all() < third) {
      return;
    }
    time()
        .in(
            third,
            () -> {
              if (!isGone() && lease != null) {
                world.locks.count(time().now(), 0, 1);
                lease.renew();
                beat();
              }
            });
  }

  private void connect() {
    if (!isGone()) {
      world.connections.borrow(this::land, this::refused);
    }
  }

  private void land() {
    connected = true;
    if (over) {
      giveBack();
      return;
    }
    Entry found = Objects.requireNonNull(entry);
    time().at(world.connections.landed(found.rows, work.landing()), this::landed);
  }

  private void landed() {
    if (isGone()) {
      return;
    }
    giveBack();
    world.tally.landed((int) message.execution.getLeastSignificantBits());
    world.locks.count(time().now(), 0, 3);
    long stored = world.store.request(time().now(), READS_AFTER, WRITES_AFTER);
    time().at(stored + work.after(), this::end);
  }

  private void giveBack() {
    if (connected) {
      connected = false;
      world.connections.giveBack();
    }
  }

  private void end() {
    if (!isGone()) {
      Entry found = Objects.requireNonNull(entry);
      found.result = time().now();
      release();
      answer();
    }
  }

  private void release() {
    if (lease != null) {
      lease.release();
    }
  }

  private void answer() {
    over = true;
    service.ended(this, true);
  }

  /// It says so in the store, and throws.
  private void refused() {
    if (isGone()) {
      return;
    }
    Entry found = Objects.requireNonNull(entry);
    found.failure =
        FailureRecord.of(message.attempt, Objects.requireNonNull(lease).token(), unreachable())
            .json();
    found.failed = time().now();
    release();
    over = true;
    service.ended(this, false);
  }

  private static SageException unreachable() {
    return new SageException(
        ErrorCode.DESTINATION_UNREACHABLE, "There was no connection for too long.");
  }

  private void crash() {
    if (!isGone()) {
      die(false);
    }
  }

  private void hang() {
    if (!isGone()) {
      stands = true;
      time().at(since + service.timeout(), () -> die(true));
    }
  }

  /// Its lock stays until it expires.
  private void die(boolean timeIsOver) {
    over = true;
    giveBack();
    service.died(this, timeIsOver);
  }
}
