package dev.sage.orchestrator.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.worker.WorkOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// When an attempt is made again.
class RetryPolicyTest {
  private static final RetryPolicy POLICY =
      new RetryPolicy(3, 2, Duration.ofSeconds(4), Duration.ofSeconds(10));
  private final RandomGenerator random = new SplittableRandom(1);

  @Test
  void what_passes_is_tried_again_later_each_time_and_not_always_after_the_same_time() {
    assertThat(delay(0)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    assertThat(delay(1)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
    assertThat(delay(2)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
    assertThat(Stream.generate(() -> delay(0)).limit(50).distinct().count()).isGreaterThan(40);
  }

  @Test
  void after_the_last_retry_it_has_failed() {
    assertThat(after(ErrorCode.DESTINATION_UNREACHABLE, 3)).isInstanceOf(Transition.Fail.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorCode.class,
      names = {
        "CONTRACT_INVALID",
        "DESTINATION_AUTHENTICATION",
        "DESTINATION_MISMATCH",
        "INTERNAL",
        "CONSERVATION",
        "ARCHIVE_CORRUPT"
      })
  void what_does_not_pass_by_itself_fails_at_once(ErrorCode code) {
    assertThat(after(code, 0)).isInstanceOf(Transition.Fail.class);
  }

  @Test
  void a_cancelled_execution_is_stopped() {
    assertThat(after(ErrorCode.TIME_LIMIT, 0)).isInstanceOf(Transition.Stop.class);
  }

  @Test
  void an_execution_that_keeps_losing_its_worker_fails_in_the_end() {
    assertThat(POLICY.afterLoss(execution(0, 0), random))
        .isEqualTo(new Transition.Recover(Duration.ZERO));
    assertThat(POLICY.afterLoss(execution(0, 1), random)).isInstanceOf(Transition.Recover.class);
    assertThat(POLICY.afterLoss(execution(0, 2), random)).isInstanceOf(Transition.Fail.class);
  }

  private Duration delay(int failures) {
    return ((Transition.Postpone) after(ErrorCode.DESTINATION_UNREACHABLE, failures)).delay();
  }

  private Transition after(ErrorCode code, int failures) {
    return POLICY.after(new Failure(code, "…"), execution(failures, 0), random);
  }

  private static Execution execution(int failures, int losses) {
    UUID id = new UUID(0, 1);
    WorkOrder order =
        new WorkOrder(
            id,
            1,
            "ventas.yaml",
            "00",
            new WorkOrder.Input(id, "ventas.csv"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Language.ES,
            Optional.empty(),
            WorkOrder.Origin.NONE);
    return new Execution(
        id, id, id, order, 0, 1, failures, losses, Duration.ofMinutes(30), Instant.EPOCH);
  }
}
