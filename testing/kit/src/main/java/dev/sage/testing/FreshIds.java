package dev.sage.testing;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Ids that no other test has, so that tests can share a server.
public final class FreshIds {
  private static final AtomicLong NEXT = new AtomicLong();
  private static final long PROCESS = ProcessHandle.current().pid() << 32 ^ System.nanoTime();

  private FreshIds() {}

  public static UUID next() {
    return new UUID(PROCESS, NEXT.incrementAndGet());
  }
}
