package dev.sage.orchestrator.execution;

import dev.sage.spi.ErrorCode;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// When an attempt that failed is made again: for failures that pass, a few times, later each time
/// and never all at once.
///
/// @param retries after the first attempt
/// @param losses how often the daemon may be lost under an execution before that is its fault
/// @param first the delay before the first retry, about; each next is twice as long
/// @param longest no delay is longer
public record RetryPolicy(int retries, int losses, Duration first, Duration longest) {
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(3, 10, Duration.ofSeconds(5), Duration.ofMinutes(10));

  public RetryPolicy {
    if (retries < 0 || losses < 0 || first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("Retries count from 0 and delays grow.");
    }
  }

  /// What to do about a failure of an attempt.
  public Transition after(Failure failure, Execution execution, RandomGenerator random) {
    if (failure.code() == ErrorCode.CANCELLED || failure.code() == ErrorCode.TIME_LIMIT) {
      return new Transition.Stop(failure);
    }
    return isTransient(failure.code()) && execution.failures() < retries
        ? new Transition.Postpone(failure, delay(execution.failures(), random))
        : new Transition.Fail(failure);
  }

  /// What to do about an execution that nobody works on any more.
  public Transition afterLoss(Execution execution, RandomGenerator random) {
    if (execution.losses() >= losses) {
      return new Transition.Fail(
          new Failure(
              ErrorCode.WORKER_LOST,
              "Its worker was lost %d times. See the log of the daemon for what ended it (memory, a crash), then retry it."
                  .formatted(execution.losses() + 1)));
    }
    return new Transition.Recover(
        execution.losses() == 0 ? Duration.ZERO : delay(execution.losses() - 1, random));
  }

  /// Whether the same attempt can succeed later without anybody doing anything.
  static boolean isTransient(ErrorCode code) {
    return switch (code) {
      case DESTINATION_UNREACHABLE,
          DESTINATION_CONFLICT,
          DESTINATION_FAILED,
          COMMIT_UNKNOWN,
          WAREHOUSE_START,
          FENCED,
          LEASE_LOST,
          STORE_UNREACHABLE,
          METADATA_UNREACHABLE,
          FUNCTION_UNREACHABLE,
          FUNCTION_TIME,
          DISK_FULL,
          MEMORY,
          STORAGE ->
          true;
      default -> false;
    };
  }

  /// Between half and all of the doubled delay.
  private Duration delay(int earlier, RandomGenerator random) {
    long full = Math.min(longest.toMillis(), first.toMillis() << Math.min(earlier, 20));
    return Duration.ofMillis(full / 2 + (long) (random.nextDouble() * (full - full / 2)));
  }
}
