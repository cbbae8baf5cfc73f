package dev.sage.testing;

import dev.sage.spi.FindingCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes a sales file of any size with its contract, and knows every finding that it must cause.
public final class SalesFile {
  /// The names of the columns, in order.
  public static final List<String> COLUMNS =
      List.of(
          "id",
          "codigo",
          "cliente",
          "fecha",
          "fecha_hora",
          "cantidad",
          "precio",
          "total",
          "activo",
          "nota");

  static final char DELIMITER = '|';

  private final SalesOptions options;
  private final FaultPlan plan;
  private final SalesRows rows;
  private final SalesRows unquotedRows;
  private final List<ExpectedFinding> findings = new ArrayList<>();
  private final ByteSink scratch = new ByteSink(java.io.OutputStream.nullOutputStream());
  private long line = 1;

  private SalesFile(SalesOptions options) {
    this.options = options;
    plan = new FaultPlan(options);
    rows = new SalesRows(options.seed(), options.quoted(), options.allBad());
    unquotedRows = new SalesRows(options.seed(), false, options.allBad());
  }

  /// Writes `ventas.csv`, `contract.yaml` and `expected.csv` into a folder, which it makes.
  public static Expectation write(SalesOptions options, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("contract.yaml"), SalesContract.yaml(options));
    Expectation expected = new SalesFile(options).writeData(folder.resolve("ventas.csv"));
    ExpectedCsv.write(expected, folder.resolve("expected.csv"));
    return expected;
  }

  private Expectation writeData(Path file) throws IOException {
    try (var sink = new ByteSink(Files.newOutputStream(file))) {
      if (options.header()) {
        sink.putText(String.join("|", COLUMNS));
        endLine(sink);
      }
      for (int row = 0; row < options.rows(); row++) {
        sink.nextRow();
        putRow(row, sink);
      }
    }
    return expectation();
  }

  private void putRow(int row, ByteSink sink) {
    if (row == plan.nextRow()) {
      putFaulty(row, plan.take(), sink);
    } else {
      rows.put(row, sink);
    }
    endLine(sink);
  }

  private void endLine(ByteSink sink) {
    sink.put('\n');
    line++;
  }

  private void putFaulty(int row, Fault fault, ByteSink sink) {
    if (fault == Fault.BLANK_LINE) {
      endLine(sink);
    }
    unquotedRows.put(row, scratch);
    var broken = SalesFault.of(fault, scratch.takeText(), SalesRows.id(plan.correctRowAbove(row)));
    broken.put(options.quoted(), sink);
    fault.code().ifPresent(code -> findings.add(finding(row, fault, code, broken)));
    line += broken.innerLines();
  }

  private ExpectedFinding finding(int row, Fault fault, FindingCode code, SalesFault broken) {
    Optional<Integer> column = fault.column();
    return new ExpectedFinding(
        row + 1L,
        line,
        column.map(COLUMNS::get).orElse(""),
        column.map(broken::cell).orElse(""),
        fault.rule(),
        code);
  }

  private Expectation expectation() {
    long read = options.rows();
    if (options.allBad()) {
      var byRule = new TreeMap<>(java.util.Map.of("precio_valido", read, "total_cuadra", read));
      return new Expectation(read, 0, read, byRule, List.of());
    }
    return new Expectation(
        read, read - findings.size(), findings.size(), countedByRule(), findings);
  }

  private SortedMap<String, Long> countedByRule() {
    var byRule = new TreeMap<String, Long>();
    findings.forEach(finding -> byRule.merge(finding.rule(), 1L, Long::sum));
    return byRule;
  }

  /// `--rows N --out DIR [--seed N] [--faults N] [--all-bad] [--no-header] [--quoted]`.
  public static void main(String[] arguments) throws IOException {
    SalesArguments parsed = SalesArguments.parse(List.of(arguments));
    Expectation expected = write(parsed.options(), parsed.out());
    System.out.printf(
        "%s: %d read, %d accepted, %d rejected%n",
        parsed.out(), expected.read(), expected.accepted(), expected.rejected());
    expected.byRule().forEach((rule, count) -> System.out.printf("  %s %d%n", rule, count));
  }
}
