package dev.sage.testing.simulation;

import dev.sage.worker.Heartbeats.Beating;
import java.time.Duration;

/// Beats as an actor of its machine: it stops with it, and its beats come when it gets a turn.
final class SimulatedHeart implements Beating {
  private boolean closed;

  SimulatedHeart(Scheduler scheduler, Machine machine, Duration interval, Runnable beat) {
    machine.spawn(
        "heart",
        () -> {
          scheduler.sleep(interval);
          while (!closed) {
            beat.run();
            scheduler.sleep(interval);
          }
        });
  }

  @Override
  public void close() {
    closed = true;
  }
}
