package dev.sage.bench;

import dev.sage.testing.SalesFile;
import dev.sage.testing.SalesOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A generated sales file and its contract.
record BenchData(Path contract, Path data) {

  /// Generates the file once; a later call finds it.
  static BenchData of(Path folder, int rows, boolean allBad) throws IOException {
    Path home = folder.resolve((allBad ? "all-bad-" : "clean-") + rows);
    Path complete = home.resolve("complete");
    if (!Files.exists(complete)) {
      SalesOptions clean = SalesOptions.clean(rows);
      SalesFile.write(allBad ? clean.withEveryRowBad() : clean, home);
      Files.createFile(complete);
    }
    return new BenchData(home.resolve("contract.yaml"), home.resolve("ventas.csv"));
  }

  /// Rows with `faults` of each fault there is, generated once; [#expected] lists them.
  static BenchData faulty(Path folder, int rows, int faults) throws IOException {
    Path home = folder.resolve("faulty-" + rows + "-" + faults);
    Path complete = home.resolve("complete");
    if (!Files.exists(complete)) {
      SalesFile.write(SalesOptions.faulty(rows, faults), home);
      Files.createFile(complete);
    }
    return new BenchData(home.resolve("contract.yaml"), home.resolve("ventas.csv"));
  }

  /// Every finding that a check must have, as CSV.
  Path expected() {
    return data.resolveSibling("expected.csv");
  }

  /// Reads the data once, so that every run finds it in the page cache.
  void warm() throws IOException {
    try (InputStream in = Files.newInputStream(data)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
  }

  double megabytes() throws IOException {
    return Files.size(data) / 1e6;
  }
}
