package dev.sage.server.work;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// How busy the processors of this machine are, from 0 to 1, as a mean over some seconds; negative
/// while nobody knows. A moment says nothing: every execution is one.
final class ProcessorLoad implements DoubleSupplier {
  private static final long SAMPLE = Duration.ofSeconds(1).toNanos();
  private static final double WEIGHT = 0.2;

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final LongSupplier nanoTime;
  private long next;
  private double mean = -1;

  ProcessorLoad(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.next = nanoTime.getAsLong() + SAMPLE;
    system.getCpuLoad(); // of the time since it was asked before: the first answer says nothing
  }

  @Override
  public synchronized double getAsDouble() {
    long now = nanoTime.getAsLong();
    if (now - next >= 0) {
      next = now + SAMPLE;
      double load = system.getCpuLoad();
      if (load >= 0) {
        mean = mean < 0 ? load : mean + WEIGHT * (load - mean);
      }
    }
    return mean;
  }
}
