package dev.sage.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.bench.crash.CrashRun;
import dev.sage.bench.crash.Kind;
import dev.sage.bench.crash.Outcome;
import dev.sage.bench.crash.Step;
import dev.sage.spi.Strategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The short form of `bench/run crash`: an execution that is killed at any step lands exactly once.
final class CrashIT {
  private static final int ROWS = 4_000;

  @TempDir private static Path folder;
  private static CrashRun run;

  private record Hit(Step step, Strategy strategy) {}

  @BeforeAll
  static void start() throws IOException {
    run = CrashRun.start(folder.resolve("crash"), sage(), ROWS, List.of(Kind.PACKAGE));
  }

  @AfterAll
  static void close() throws IOException {
    run.close();
  }

  @Test
  void what_is_killed_at_any_step_lands_exactly_once() throws Exception {
    List<Hit> hits =
        List.of(
            new Hit(Step.STAGING, Strategy.UPSERT),
            new Hit(Step.COPYING, Strategy.APPEND),
            new Hit(Step.COPIED, Strategy.UPSERT),
            new Hit(Step.APPLYING, Strategy.UPSERT),
            new Hit(Step.BEFORE_COMMIT, Strategy.APPEND),
            new Hit(Step.COMMITTING, Strategy.UPSERT),
            new Hit(Step.COMMITTED, Strategy.APPEND),
            new Hit(Step.CUT_COMMITTED, Strategy.UPSERT),
            new Hit(Step.SERVER_COPYING, Strategy.APPEND),
            new Hit(Step.RECORDED, Strategy.UPSERT),
            new Hit(Step.TWINS_OF_A_DIRECTORY, Strategy.APPEND),
            new Hit(Step.TWINS_OF_AN_EXECUTION, Strategy.APPEND));
    int kills = 0;
    for (Hit hit : hits) {
      Outcome outcome = run.hit(hit.step(), hit.strategy(), 1);
      assertThat(outcome.violations()).as(hit.toString()).isEmpty();
      kills += outcome.kills();
    }
    assertThat(kills).isGreaterThanOrEqualTo(10);
  }

  @Test
  void a_command_that_forgets_its_execution_is_found_out() throws Exception {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("bash", "-c"));
    words.add(
        "for word; do [ \"$last\" = --out ] && rm -rf \"$word\"; last=$word; done; exec \"$@\"");
    words.add("sage");
    words.addAll(sage());
    Outcome outcome = run.hit(Step.AFTER_COMMIT, Strategy.APPEND, 1, words);
    assertThat(outcome.violations()).anySatisfy(one -> assertThat(one).contains("ledger"));
  }

  private static List<String> sage() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-XX:+UseCompactObjectHeaders",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xmx512m",
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        "dev.sage.cli.Sage");
  }
}
