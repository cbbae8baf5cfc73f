package dev.sage.bench.pandas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// pandas says of the rules of the corpus what their cases say, where it is installed.
final class PandasCommandIT {
  @Test
  void pandasSaysWhatTheCasesSay() throws Exception {
    assumeTrue(isInstalled());
    String root = Objects.requireNonNull(System.getProperty("sage.root"));

    assertThat(PandasCommand.run(List.of("--rules", "0", "--root", root))).isZero();
  }

  private static boolean isInstalled() throws IOException, InterruptedException {
    try {
      return !Pandas.version().isEmpty();
    } catch (IllegalStateException _) {
      return false;
    }
  }
}
