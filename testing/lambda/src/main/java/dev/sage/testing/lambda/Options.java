package dev.sage.testing.lambda;

import java.time.Duration;

/// How the host behaves.
///
/// @param concurrency the most environments at a time
/// @param retries of an asynchronous invocation that failed; Lambda's are 2
/// @param retryDelay before the first; the second waits twice as long. Lambda's is a minute
/// @param faults what goes wrong by chance
public record Options(int concurrency, int retries, Duration retryDelay, Faults faults) {
  public Options {
    if (concurrency < 1 || retries < 0) {
      throw new IllegalArgumentException("At least one environment, and no fewer than 0 retries.");
    }
  }

  /// As Lambda is, but for the number of environments.
  public static Options of(int concurrency) {
    return new Options(concurrency, 2, Duration.ofMinutes(1), Faults.NONE);
  }

  public Options withRetryDelay(Duration delay) {
    return new Options(concurrency, retries, delay, faults);
  }

  public Options withFaults(Faults other) {
    return new Options(concurrency, retries, retryDelay, other);
  }
}
