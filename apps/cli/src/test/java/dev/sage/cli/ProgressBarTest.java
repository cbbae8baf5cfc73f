package dev.sage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.engine.Progress.Phase;
import dev.sage.spi.Language;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();
  private final ProgressBar bar =
      new ProgressBar(
          new PrintStream(written, true, StandardCharsets.UTF_8), Language.ES, nanos::get);

  @Test
  void says_part_rows_speed_and_time_left() {
    bar.phase(Phase.STAGE, 1_000_000_000);
    bar.advance(250_000_000, 1_500_000);

    assertThat(bar.line(2))
        .isEqualTo(
            "  comprobando  ██████░░░░░░░░░░░░░░░░░░ 25%  1,5 M filas  125 MB/s  quedan 0:06");
  }

  @Test
  void an_unknown_total_has_no_bar_and_no_time_left() {
    bar.phase(Phase.LOAD, 0);
    bar.advance(0, 20_000);

    assertThat(bar.line(2)).isEqualTo("  cargando    20,0 k filas");
  }

  @Test
  void more_than_was_announced_stays_at_the_end() {
    bar.phase(Phase.STAGE, 10);
    bar.advance(20, 0);

    assertThat(bar.line(0.1)).endsWith("100%");
  }

  @Test
  void a_new_phase_begins_from_nothing() {
    bar.phase(Phase.SCAN, 100);
    bar.advance(100, 0);
    bar.phase(Phase.STAGE, 100);

    assertThat(bar.line(0)).endsWith("░ 0%");
  }

  @Test
  void draws_at_most_ten_times_a_second() {
    bar.phase(Phase.STAGE, 1_000_000);
    for (int i = 0; i < 1000; i++) {
      nanos.addAndGet(1_000_000);
      bar.advance(1000, 10);
    }

    assertThat(text().split("\r", -1).length - 1).isBetween(5, 12);
  }

  @Test
  void leaves_nothing_behind() {
    bar.phase(Phase.STAGE, 100);
    bar.close();

    assertThat(text()).endsWith("\r\u001b[K");
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }
}
