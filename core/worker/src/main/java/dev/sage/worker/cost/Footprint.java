package dev.sage.worker.cost;

import java.time.Duration;

/// What an invocation of the function asks of the services, counted from its code: the mark that
/// stops it, the lock and its renewals, the contract, the input, the files that it leaves. Where a
/// number is not known it is the largest that there may be.
///
/// @param lease of an execution, which is renewed every third of it
public record Footprint(FunctionSize size, Duration lease) {
  private static final Duration STOP_LOOK = Duration.ofSeconds(5);
  private static final long UPLOAD_PART = 16L << 20;
  private static final long LOG_LINES = 4L << 10;

  /// Token, result, list of steps, failure, mark.
  private static final long PUTS = 6;

  /// Mark, result before, contract, input, token before and after the files and the result.
  private static final long GETS = 9;

  /// Taken, asked for twice, released.
  private static final long LOCK_WRITES = 4;

  private static final long LOCK_READS = 2;

  public static Footprint of(FunctionSize size, Duration lease) {
    return new Footprint(size, lease);
  }

  /// An invocation that does something, start included.
  ///
  /// @param files that it leaves
  /// @param bytes of these together
  public Usage working(Duration billed, long files, long bytes) {
    return new Usage(
        1,
        size.memoryFor(billed),
        size.diskFor(billed),
        PUTS + files + Math.ceilDiv(bytes, UPLOAD_PART) + files * 2 * large(bytes),
        GETS + files * large(bytes) + times(billed, STOP_LOOK),
        LOCK_WRITES + times(billed, lease.dividedBy(3)),
        LOCK_READS,
        LOG_LINES,
        0);
  }

  /// Files that go in parts are begun and completed with requests of their own.
  private static long large(long bytes) {
    return bytes > UPLOAD_PART ? 1 : 0;
  }

  /// An invocation that finds that nobody wants it any more, or that somebody else does it.
  public Usage idle(Duration billed) {
    return new Usage(
        1,
        size.memoryFor(billed),
        size.diskFor(billed),
        0,
        1,
        0,
        1 + times(billed, Duration.ofSeconds(1)),
        LOG_LINES,
        0);
  }

  /// What is asked of the store to find out what became of an execution, about once a second at
  /// first, later every ten.
  public static Usage watching(Duration age) {
    long seconds = Math.ceilDiv(age.toMillis(), 1_000L);
    return new Usage(0, 0, 0, 1, 2 * (Math.min(seconds, 30) + seconds / 10 + 1), 0, 0, 0, 0);
  }

  /// One message in a hundred is taken to be delivered twice; the second one watches the lock.
  public Usage duplicates() {
    Duration share = lease.dividedBy(3).plusSeconds(2).dividedBy(100);
    return new Usage(0, size.memoryFor(share), size.diskFor(share), 0, 0, 0, 0, 0, 0);
  }

  private static long times(Duration of, Duration each) {
    return Math.ceilDiv(of.toMillis(), Math.max(1, each.toMillis()));
  }
}
