package dev.sage.server.work;

import java.time.Duration;

/// Wakes those who wait for something to change. What changes on other servers is seen when the
/// wait ends by itself.
public final class Pulse {
  private long beats;

  public synchronized void beat() {
    beats++;
    notifyAll();
  }

  public synchronized long beats() {
    return beats;
  }

  /// Returns when there was a beat after that one, or the time has passed.
  public synchronized void await(long after, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    long left = atMost.toMillis();
    while (beats == after && left > 0) {
      wait(left);
      left = Duration.ofNanos(end - System.nanoTime()).toMillis();
    }
  }
}
