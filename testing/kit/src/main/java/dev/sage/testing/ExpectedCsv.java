package dev.sage.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The expected findings as a file that a test or a person can compare with.
final class ExpectedCsv {
  private ExpectedCsv() {}

  static void write(Expectation expected, Path file) throws IOException {
    try (var out = Files.newBufferedWriter(file)) {
      out.write("record,line,column,value,rule,code\n");
      for (ExpectedFinding finding : expected.findings()) {
        out.write(row(finding));
      }
    }
  }

  private static String row(ExpectedFinding finding) {
    return finding.record()
        + ","
        + finding.line()
        + ","
        + finding.column()
        + ",\""
        + finding.value().replace("\"", "\"\"")
        + "\","
        + finding.rule()
        + ","
        + finding.code()
        + "\n";
  }
}
