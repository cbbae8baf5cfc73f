package dev.sage.worker;

import java.time.Duration;

/// Calls again and again while work is being done. Real ones go by the time; a simulation's go by
/// its steps.
@FunctionalInterface
public interface Heartbeats {
  /// @param beat may take long and may be called again meanwhile; throws nothing
  Beating begin(Duration interval, Runnable beat);

  /// A heart that beats until it is closed. A last beat may still be under way then.
  interface Beating extends AutoCloseable {
    @Override
    void close();
  }
}
