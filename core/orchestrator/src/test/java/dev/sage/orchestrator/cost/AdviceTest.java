package dev.sage.orchestrator.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.worker.cost.Measured;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AdviceTest {
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private static List<Measured> measured(int number, int seconds, long memory, long peak) {
    return IntStream.range(0, number)
        .mapToObj(i ->
            new Measured(
                Duration.ZERO,
                Duration.ofSeconds(i == 0 ? seconds : 1),
                memory << 20,
                (i == 0 ? peak : peak / 2) << 20,
                12,
                1))
        .toList();
  }

  private static List<Advice.Kind> kinds(List<Measured> measured) {
    return Advice.of(measured, LIMIT).stream().map(Advice::kind).toList();
  }

  @Test
  void a_few_executions_say_nothing() {
    assertThat(kinds(measured(19, 1, 2_048, 100))).containsExactly(Advice.Kind.TOO_FEW);
    assertThat(Advice.of(List.of(), LIMIT).getFirst().text().es()).contains("0 ejecuciones");
  }

  @Test
  void memory_that_is_not_used_could_be_less_with_a_quarter_to_spare() {
    Advice memory = Advice.of(measured(20, 9, 2_048, 900), LIMIT).getFirst();

    assertThat(memory.kind()).isEqualTo(Advice.Kind.MEMORY_TOO_LARGE);
    assertThat(memory.is()).isEqualTo(2_048);
    assertThat(memory.seen()).isEqualTo(900);
    assertThat(memory.better()).isEqualTo(1_152);
    assertThat(memory.text().en()).contains("2048", "900", "1152");
  }

  @Test
  void memory_that_is_nearly_full_should_be_more() {
    Advice memory = Advice.of(measured(20, 9, 2_048, 1_900), LIMIT).getFirst();

    assertThat(memory.kind()).isEqualTo(Advice.Kind.MEMORY_NEARLY_FULL);
    assertThat(memory.better()).isEqualTo(2_432);
  }

  @Test
  void what_fits_is_left_as_it_is() {
    assertThat(kinds(measured(20, 9, 2_048, 1_500)))
        .containsExactly(Advice.Kind.MEMORY_FITS, Advice.Kind.TIME_FITS);
  }

  @Test
  void a_time_limit_that_is_near_is_told() {
    Advice time = Advice.of(measured(20, 720, 2_048, 1_500), LIMIT).getLast();

    assertThat(time.kind()).isEqualTo(Advice.Kind.TIME_NEARLY_OVER);
    assertThat(time.seen()).isEqualTo(720);
    assertThat(time.better()).isEqualTo(1_080);
  }

  @Test
  void only_executions_of_the_memory_that_holds_now_say_something_about_it() {
    List<Measured> changed =
        IntStream.range(0, 40)
            .mapToObj(i -> measured(1, 1, i < 30 ? 4_096 : 2_048, 500).getFirst())
            .toList();

    assertThat(kinds(changed)).containsExactly(Advice.Kind.TOO_FEW, Advice.Kind.TIME_FITS);
  }
}
