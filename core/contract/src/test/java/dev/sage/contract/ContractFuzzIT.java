package dev.sage.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.testing.fuzz.ContractTexts;
import dev.sage.testing.fuzz.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Whatever is written as a contract is one or says what is wrong with it, and soon.
/// `-Dsage.fuzz=100000` for more of them, `-Dsage.fuzz.seed=2` for others.
final class ContractFuzzIT {
  private static final int CONTRACTS = Integer.getInteger("sage.fuzz", 500);
  private static final long SEED = Long.getLong("sage.fuzz.seed", 20_261_122L);
  private static final long MOST_NANOS = 1_000_000_000;

  @Test
  void everyContractLoadsOrIsRefusedWithProblems() throws IOException {
    Path root = Path.of(Objects.requireNonNullElse(System.getProperty("sage.root"), "../.."));
    ContractTexts texts = ContractTexts.of(root, SEED);
    Figures figures = new Figures("contracts", SEED, "loaded", "refused");
    for (int i = 0; i < CONTRACTS; i++) {
      byte[] yaml = texts.next().getBytes(UTF_8);
      String outcome = check(i, yaml, i % 2 == 0, figures);
      figures.count(outcome);
    }
    figures.print();
    assertThat(figures.of("loaded")).isGreaterThan(CONTRACTS / 10);
    assertThat(figures.of("refused")).isGreaterThan(CONTRACTS / 10);
  }

  private static String check(int number, byte[] yaml, boolean strict, Figures figures) {
    String what = "contract %d of seed %d:%n%s".formatted(number, SEED, new String(yaml, UTF_8));
    LoadedContract loaded = loaded(what, yaml, strict, figures);
    assertThat(loaded.contract().isPresent())
        .as(what)
        .isEqualTo(loaded.problems().stream().noneMatch(Problem::fatal));
    loaded.problems().forEach(problem -> assertSays(what, problem));
    return loaded.contract().isPresent() ? "loaded" : "refused";
  }

  private static LoadedContract loaded(String what, byte[] yaml, boolean strict, Figures figures) {
    try {
      Timed timed = Timed.of(yaml, strict);
      for (int again = 0; again < 2 && timed.nanos() >= MOST_NANOS; again++) {
        timed = Timed.of(yaml, strict);
      }
      figures.took(timed.nanos());
      assertThat(timed.nanos()).as(what).isLessThan(MOST_NANOS);
      return timed.loaded();
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(what, e);
    }
  }

  /// A pause of a busy machine is no fault of a contract: one that is slow is slow every time.
  private record Timed(LoadedContract loaded, long nanos) {
    static Timed of(byte[] yaml, boolean strict) {
      long start = System.nanoTime();
      LoadedContract loaded = new ContractLoader().load(yaml, strict);
      return new Timed(loaded, System.nanoTime() - start);
    }
  }

  private static void assertSays(String what, Problem problem) {
    assertThat(problem.line()).as(what).isPositive();
    assertThat(problem.column()).as(what).isPositive();
    assertThat(problem.message().es()).as(what).isNotBlank();
    assertThat(problem.message().en()).as(what).isNotBlank();
  }
}
