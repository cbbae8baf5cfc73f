package dev.sage.orchestrator.daemon;

import dev.sage.orchestrator.daemon.DaemonEvents.Component;
import dev.sage.orchestrator.execution.ExecutionQueue;
import dev.sage.spi.SageException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/// What runs by itself. Its components know nothing of threads; here they get theirs.
public final class Daemon implements AutoCloseable {
  private static final Duration CALENDAR = Duration.ofSeconds(30);
  private static final Duration TIDYING = Duration.ofHours(1);
  private static final Duration SWEEPING = Duration.ofMinutes(1);
  private static final Duration COURIER = Duration.ofSeconds(2);
  private static final Duration WATCH = Duration.ofMillis(500);
  private static final Duration DEAD_LETTERS = Duration.ofSeconds(5);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final DaemonSettings settings;
  private final ExecutionQueue queue;
  private final DaemonEvents events;
  private final boolean hasBurst;
  private final DaemonTicks ticks;
  private final ScheduledExecutorService clockwork;
  private final Runnable sweep;
  private final Thread dispatcher;
  private final CountDownLatch closed = new CountDownLatch(1);

  public Daemon(DaemonParts parts, DaemonSettings settings) {
    this(parts, settings, () -> {});
  }

  /// @param sweep deletes a little of what is not to be kept any longer; called now and then
  public Daemon(DaemonParts parts, DaemonSettings settings, Runnable sweep) {
    this.settings = settings;
    this.sweep = sweep;
    this.queue = parts.queue();
    this.events = parts.events();
    this.hasBurst = parts.burst().isPresent();
    this.ticks = new DaemonTicks(parts, settings);
    ThreadFactory names = Thread.ofPlatform().name(settings.name() + "-", 0).daemon().factory();
    this.clockwork = Executors.newScheduledThreadPool(4, names);
    this.dispatcher =
        Thread.ofPlatform()
            .name(settings.name() + "-dispatcher")
            .daemon()
            .unstarted(this::dispatch);
  }

  public void start() {
    every(settings.scan(), Component.SCANNER, ticks::scan);
    every(settings.lease().dividedBy(3), Component.SCANNER, ticks::renew);
    every(LONGEST_WAIT, Component.DISPATCHER, ticks::check);
    every(settings.lease().dividedBy(2), Component.JANITOR, ticks::recover);
    every(TIDYING, Component.JANITOR, ticks::tidy);
    every(SWEEPING, Component.JANITOR, sweep);
    every(CALENDAR, Component.CALENDAR, ticks::announce);
    every(COURIER, Component.COURIER, ticks::carry);
    if (hasBurst) {
      every(WATCH, Component.BURST, ticks::watch);
      every(DEAD_LETTERS, Component.BURST, ticks::takeDeadLetters);
    }
    dispatcher.start();
  }

  /// Executions of this daemon that run now.
  public int running() {
    return ticks.running();
  }

  /// Takes in and claims nothing more, asks what runs to stop and be given back, and returns when
  /// it has or `patience` has passed.
  public void stop(Duration patience) {
    closed.countDown();
    dispatcher.interrupt();
    clockwork.shutdown();
    ticks.stop();
    await(patience);
    guarded(Component.SCANNER, ticks::leave);
  }

  @Override
  public void close() {
    stop(Duration.ofSeconds(20));
  }

  private void await(Duration patience) {
    try {
      ticks.awaitIdle(patience);
      clockwork.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void every(Duration interval, Component component, Runnable tick) {
    ScheduledFuture<?> _ =
        clockwork.scheduleWithFixedDelay(
            () -> guarded(component, tick), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// What fails once is tried at the next turn.
  private void guarded(Component component, Runnable tick) {
    try {
      tick.run();
      events.fine(component);
    } catch (RuntimeException e) {
      events.trouble(component, e);
    }
  }

  private void dispatch() {
    try {
      while (closed.getCount() > 0) {
        guarded(Component.DISPATCHER, ticks::dispatch);
        awaitWork();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// A full daemon does not ask the queue, which would say at once that there is more to do.
  private void awaitWork() throws InterruptedException {
    try {
      if (ticks.awaitRoom(LONGEST_WAIT)) {
        queue.await(LONGEST_WAIT);
      }
    } catch (SageException e) {
      events.trouble(Component.DISPATCHER, e);
      closed.await(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
