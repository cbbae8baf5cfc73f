package dev.sage.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class TrafficTest {
  private static final Traffic WHOLE =
      Traffic.NONE
          .statement(false)
          .statement(false)
          .rows(100)
          .copyDone()
          .statement(false)
          .statement(true);

  @Test
  void statements_are_counted_before_the_rows_and_after_them() {
    assertThat(WHOLE).isEqualTo(new Traffic(4, 2, 2, 100, 1, 1));
  }

  @Test
  void every_step_on_the_wire_has_a_point_within_a_whole_run() {
    for (Step step : Step.values()) {
      if (step.where() == Step.Where.WIRE) {
        assertThat(step.point(WHOLE, new Random(7)))
            .as(step.name())
            .hasValueSatisfying(point -> assertThat(point.isReached(WHOLE)).isTrue());
      }
    }
  }

  @Test
  void a_run_that_copied_nothing_has_no_points_among_the_rows() {
    assertThat(Step.COPYING.point(Traffic.NONE, new Random(7))).isEmpty();
    assertThat(Step.BEFORE_COMMIT.point(Traffic.NONE, new Random(7))).isEmpty();
  }
}
