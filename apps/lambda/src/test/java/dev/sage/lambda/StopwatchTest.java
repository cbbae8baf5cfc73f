package dev.sage.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopwatchTest {
  @Test
  void the_first_message_pays_for_the_start() {
    Stopwatch watch = new Stopwatch();

    watch.begin();
    assertThat(watch.start()).isPositive();
    watch.begin();

    assertThat(watch.start()).isZero();
    assertThat(watch.elapsed()).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void the_peak_of_memory_is_what_the_system_says() {
    assertThat(Stopwatch.peak(List.of("Name:\tjava", "VmHWM:\t  2048 kB", "VmRSS:\t 1 kB")))
        .isEqualTo(2L << 20);
    assertThat(Stopwatch.peak(List.of("Name:\tjava"))).isZero();
  }
}
