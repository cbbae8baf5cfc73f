package dev.sage.worker;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The heartbeats of all workers of a process: one thread looks at the clock, and a beat that hangs
/// holds up no other one.
public final class ThreadHeartbeats implements Heartbeats, AutoCloseable {
  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("heartbeat").factory());
  private final ExecutorService beats =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("heartbeat-", 0).factory());

  public ThreadHeartbeats() {
    clock.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Beating begin(Duration interval, Runnable beat) {
    long nanos = interval.toNanos();
    ScheduledFuture<?> beating =
        clock.scheduleAtFixedRate(() -> beats.execute(beat), nanos, nanos, TimeUnit.NANOSECONDS);
    return () -> beating.cancel(false);
  }

  /// Ends all beating.
  @Override
  public void close() {
    clock.shutdownNow();
    beats.shutdownNow();
  }
}
