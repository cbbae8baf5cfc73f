package dev.sage.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Files with known faults, however large: the findings are the injected ones and no others.
final class FaultsCheck {
  /// With parts of 4 KiB there is one for every 27 rows; of those a smaller file has enough.
  private static final int MOST_ROWS_IN_SMALL_PARTS = 200_000;

  private static final Set<Integer> BAD = Set.of(1);

  private final BenchOptions options;
  private final Path data;
  private boolean allEqual = true;

  private FaultsCheck(BenchOptions options, Path data) {
    this.options = options;
    this.data = data;
  }

  static FaultsCheck of(BenchOptions options, Path data) {
    return new FaultsCheck(options, data);
  }

  /// @throws IllegalStateException if anything differs, after all sizes were tried
  void run() throws IOException, InterruptedException {
    System.out.println(
        "| rows | threads | part size | expected | found | missing | extra | report | equal | s |");
    System.out.println("|---:|---:|---|---:|---:|---:|---:|---|---|---:|");
    check(options.rows(), "64MiB");
    check(options.rows(), "1MiB");
    check(Math.min(options.rows(), MOST_ROWS_IN_SMALL_PARTS), "4KiB");
    if (!allEqual) {
      throw new IllegalStateException("Findings differ from the injected faults.");
    }
  }

  private void check(int rows, String partSize) throws IOException, InterruptedException {
    int faults = Math.min(options.faults(), rows / 50);
    BenchData input = BenchData.faulty(data, rows, faults);
    for (int threads = 1; threads <= 2; threads++) {
      input.warm();
      delete(output());
      Measured took = command(input, threads, partSize).run(options.work().resolve("last-run.log"));
      FindingsDifference difference = compare(input, rows);
      allEqual &= difference.isNone();
      System.out.printf(
          "| %,d | %d | %s | %s | %.1f |%n",
          rows, threads, partSize, difference.row(), took.wallSeconds());
    }
    delete(output());
  }

  private FindingsDifference compare(BenchData input, int rows) throws IOException {
    try {
      return FindingsDifference.of(input.expected(), rows, output());
    } catch (SQLException e) {
      throw new IOException("What the check left in " + output() + " cannot be read", e);
    }
  }

  private Command command(BenchData input, int threads, String partSize) {
    List<String> words =
        List.of(
            options.launcher().toString(),
            "check",
            input.contract().toString(),
            input.data().toString(),
            "--threads",
            Integer.toString(threads),
            "--part-size",
            partSize,
            "--out",
            output().toString());
    return new Command("sage check", words, BAD);
  }

  private Path output() {
    return options.work().resolve("out-faults");
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
