package dev.sage.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredBurstTest {
  @TempDir private Path folder;

  @Test
  void a_measured_run_is_read_and_simulated() throws IOException {
    Path file = folder.resolve("burst.json");
    Files.writeString(
        file,
        """
        {"files": 40, "functions": 4, "slots": 3, "limit": 16, "faults": false, "seconds": 12.5,
         "share": 0.6, "first_taken": 1.0, "last_taken": 3.0, "start": 0.3, "attempts": 40,
         "losses": 0, "invocations": 24, "environments": 4,
         "here": {"200": 0.4, "100000": 1.4}, "there": {"200": 0.5, "100000": 1.5}}
        """);

    MeasuredBurst measured = MeasuredBurst.read(file);
    Outcome outcome = new ScaleRun(measured.scenario(1)).run();
    Agreement agreement = Agreement.of(measured, List.of(outcome));

    assertThat(outcome.violations()).isEmpty();
    assertThat(outcome.seconds()).isBetween(3.0, 15.0);
    assertThat(agreement.table()).contains("| seconds until all had ended | 12.50 |");
  }

  @Test
  void two_runs_that_differ_by_more_than_a_fifth_disagree() {
    Agreement.Figure near = new Agreement.Figure("a", 100, 119, 90, 130, true);
    Agreement.Figure far = new Agreement.Figure("b", 100, 121, 90, 130, true);
    Agreement.Figure told = new Agreement.Figure("c", 100, 300, 90, 130, false);

    assertThat(new Agreement(List.of(near, told), 1).disagreement()).isEmpty();
    assertThat(new Agreement(List.of(near, far), 1).disagreement()).get().asString().contains("b");
  }

  @Test
  void without_a_run_it_says_what_to_do() {
    assertThatThrownBy(() -> MeasuredBurst.read(folder.resolve("none.json")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bench/run burst");
  }
}
