package dev.sage.orchestrator.daemon;

import dev.sage.orchestrator.daemon.DaemonEvents.Component;
import dev.sage.orchestrator.daemon.Running.Reason;
import dev.sage.orchestrator.execution.Execution;
import dev.sage.orchestrator.execution.ExecutionQueue;
import dev.sage.orchestrator.execution.RetryPolicy;
import dev.sage.orchestrator.execution.Transition;
import dev.sage.spi.SageException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Claims executions while there is room for them, has them done, and applies what came of them.
/// What cannot be applied now, because the database is away, is applied as soon as it is back.
final class Dispatcher {
  private final String daemon;
  private final int most;
  private final Semaphore slots;
  private final Duration busyDelay;
  private final RetryPolicy retries;
  private final ExecutionQueue queue;
  private final ExecutionWork work;
  private final Executor workers;
  private final @Nullable Burst burst;
  private final DaemonEvents events;
  private final LongSupplier nanoTime;
  private final RandomGenerator random;
  private final Map<UUID, Running> running = new ConcurrentHashMap<>();
  private final Queue<Report> unsaid = new ConcurrentLinkedQueue<>();
  private final Object idle = new Object();
  private volatile boolean stopping;

  Dispatcher(DaemonParts parts, DaemonSettings settings, @Nullable Burst burst) {
    this.daemon = settings.name();
    this.most = settings.executions();
    this.burst = burst;
    this.slots = new Semaphore(settings.executions());
    this.busyDelay = settings.lease();
    this.retries = settings.retries();
    this.queue = parts.queue();
    this.work = parts.work();
    this.workers = parts.workers();
    this.events = parts.events();
    this.nanoTime = parts.nanoTime();
    this.random = parts.random();
  }

  /// Fills what room there is. No lock is held while the queue is asked: whoever finds no room left
  /// meanwhile need not wait for it.
  void dispatch() {
    sayAgain();
    boolean isIdle = !stopping && unsaid.isEmpty();
    int room = isIdle ? slots.drainPermits() : 0;
    int claimed = 0;
    try {
      if (isIdle) {
        List<Execution> executions = claim(room);
        claimed = executions.size();
        executions.forEach(this::begin);
      }
    } finally {
      slots.release(room - claimed);
    }
  }

  private List<Execution> claim(int room) {
    if (burst != null) {
      return burst.claim(daemon, most, room);
    }
    return room > 0 ? queue.claim(daemon, room) : List.of();
  }

  private void begin(Execution execution) {
    Running one = new Running(execution, nanoTime.getAsLong());
    running.put(execution.id(), one);
    workers.execute(() -> run(one));
  }

  /// Stops what took too long and what somebody does not want any more; says what could not be
  /// said.
  void check() {
    long now = nanoTime.getAsLong();
    running.values().stream()
        .filter(one -> one.isOverdue(now))
        .forEach(one -> one.stop(Reason.OVERDUE));
    sayAgain();
    if (!running.isEmpty()) {
      Set<UUID> unwanted = queue.toStop(daemon);
      running.values().stream()
          .filter(one -> unwanted.contains(one.execution().id()))
          .forEach(one -> one.stop(Reason.ASKED));
    }
  }

  /// Claims nothing more, and asks what runs to stop: it is given back.
  void stop() {
    stopping = true;
    running.values().forEach(one -> one.stop(Reason.SHUTDOWN));
  }

  int running() {
    return running.size();
  }

  /// Waits until there is room for an execution.
  ///
  /// @return whether there was, in time
  boolean awaitRoom(Duration atMost) throws InterruptedException {
    boolean room = slots.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
    if (room) {
      slots.release();
    }
    return room;
  }

  boolean awaitIdle(Duration atMost) throws InterruptedException {
    long end = nanoTime.getAsLong() + atMost.toNanos();
    synchronized (idle) {
      for (long left = atMost.toMillis(); !running.isEmpty() && left > 0; ) {
        idle.wait(left);
        left = Duration.ofNanos(end - nanoTime.getAsLong()).toMillis();
      }
      return running.isEmpty();
    }
  }

  private void run(Running one) {
    try {
      events.begun(one.execution());
      say(new Report(one.execution(), one.run(work, retries, busyDelay, random)));
    } finally {
      end(one);
    }
    more();
  }

  private void end(Running one) {
    synchronized (idle) {
      running.remove(one.execution().id(), one);
      slots.release();
      idle.notifyAll();
    }
  }

  /// The next one at once, without waiting for anybody to look.
  private void more() {
    try {
      dispatch();
    } catch (SageException e) {
      events.trouble(Component.DISPATCHER, e);
    }
  }

  private void say(Report report) {
    try {
      if (queue.apply(report.execution().id(), report.execution().attempt(), report.transition())) {
        events.changed(report.execution(), report.transition());
      } else {
        events.overtaken(report.execution(), report.transition());
      }
    } catch (SageException e) {
      unsaid.add(report);
      events.trouble(Component.DISPATCHER, e);
    }
  }

  private void sayAgain() {
    for (int left = unsaid.size(); left > 0; left--) {
      Report report = unsaid.poll();
      if (report != null) {
        say(report);
      }
    }
  }

  private record Report(Execution execution, Transition transition) {}
}
