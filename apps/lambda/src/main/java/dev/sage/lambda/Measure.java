package dev.sage.lambda;

import dev.sage.engine.Progress;
import java.util.concurrent.atomic.AtomicLong;

/// How many bytes an execution has, as the engine says when it begins to look at them.
final class Measure implements Progress {
  private final AtomicLong bytes = new AtomicLong();

  @Override
  public void phase(Phase phase, long totalBytes) {
    if (phase == Phase.SCAN) {
      bytes.addAndGet(totalBytes);
    }
  }

  @Override
  public void advance(long moreBytes, long rows) {}

  long bytes() {
    return bytes.get();
  }
}
