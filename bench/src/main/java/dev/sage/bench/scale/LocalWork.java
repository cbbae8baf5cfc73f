package dev.sage.bench.scale;

import dev.sage.engine.Cancellation;
import dev.sage.orchestrator.daemon.ExecutionWork;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.lease.Lease;
import dev.sage.worker.WorkOrder;
import dev.sage.worker.WorkOutcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The server's own workers. What the dispatcher gives them takes its time and is then found done.
final class LocalWork implements Executor, ExecutionWork {
  static final String SLOTS = "server: executions here";
  private static final int READS = 8;
  private static final int WRITES = 9;

  private final Timeline time;
  private final Platform platform;
  private final Store store;
  private final Locks locks;
  private final Connections connections;
  private final Tally tally;
  private final Pace pace;
  private final Level slots;
  private final Deque<Entry> expected = new ArrayDeque<>();
  private final Map<UUID, Lease> held = new HashMap<>();
  private final Set<UUID> refused = new HashSet<>();
  private LongConsumer done = _ -> {};

  LocalWork(
      Timeline time,
      Platform platform,
      Store store,
      Locks locks,
      Connections connections,
      Tally tally,
      Pace pace) {
    this.time = time;
    this.platform = platform;
    this.store = store;
    this.locks = locks;
    this.connections = connections;
    this.tally = tally;
    this.pace = pace;
    this.slots = new Level(SLOTS, "at a time", platform.slots());
  }

  /// @param whenDone called after each, with the time when its worker began to look for the next
  ///   one
  void tell(LongConsumer whenDone) {
    done = whenDone;
  }

  /// What is given to the workers comes in the order in which it was placed.
  void expect(@Nullable Entry entry) {
    expected.add(Objects.requireNonNull(entry));
  }

  @Override
  public void execute(Runnable task) {
    Entry entry = expected.remove();
    slots.change(time.now(), 1);
    boolean isFree =
        locks
            .take(entry, "simulated", platform.lease(), entry.attempt)
            .map(lease -> held.put(entry.id, lease) == null)
            .orElse(false);
    locks.count(time.now(), 1, isFree ? 4 : 0);
    Times.Work work = isFree ? pace.here(entry.rows) : new Times.Work(0, 0, 0);
    long read = store.request(time.now(), isFree ? READS : 0, isFree ? WRITES : 0);
    time.at(read + work.before(), () -> land(entry, work, task, isFree));
  }

  private void land(Entry entry, Times.Work work, Runnable task, boolean isFree) {
    if (isFree) {
      connections.borrow(
          () -> {
            long in = connections.landed(entry.rows, work.landing());
            time.at(in, () -> landed(entry, work, task));
          },
          () -> refused(entry, task));
    } else {
      end(task);
    }
  }

  private void landed(Entry entry, Times.Work work, Runnable task) {
    connections.giveBack();
    tally.landed(entry.number);
    time.in(
        work.after(),
        () -> {
          pace.done();
          end(task);
        });
  }

  private void refused(Entry entry, Runnable task) {
    refused.add(entry.id);
    pace.done();
    end(task);
  }

  private void end(Runnable task) {
    long ended = time.now();
    slots.change(ended, -1);
    task.run();
    done.accept(ended);
  }

  /// The time was taken before.
  @Override
  public WorkOutcome process(WorkOrder order, Cancellation cancellation) {
    @Nullable Lease lease = held.remove(order.execution());
    if (lease == null) {
      return new WorkOutcome.Busy();
    }
    lease.release();
    if (refused.remove(order.execution())) {
      throw new SageException(ErrorCode.DESTINATION_UNREACHABLE, "There was no connection.");
    }
    return new WorkOutcome.Ended(
        lease.token(), "done", 0, "Éxito", 1, 1, 0, 0, 0, 0, 0, List.of(), time.instant());
  }

  Level meter() {
    return slots;
  }
}
