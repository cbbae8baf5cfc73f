package dev.sage.scenarios.conformance;

import dev.sage.scenarios.conformance.CorpusRun.Found;
import dev.sage.testing.conformance.Case;
import dev.sage.testing.conformance.CaseFile;
import dev.sage.testing.conformance.CellsCase;
import dev.sage.testing.conformance.CellsCase.Cell;
import dev.sage.testing.conformance.Contracts;
import dev.sage.testing.conformance.FileCase;
import dev.sage.testing.conformance.RefusedCase;
import dev.sage.testing.conformance.RuleCase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Runs cases, and says what is not as they say.
final class CaseCheck {
  private final Path folder;
  private final Map<String, CellsRun> cellsRuns = new HashMap<>();
  private final Map<String, RuleRun> ruleRuns = new HashMap<>();
  private int runs;

  CaseCheck(Path folder) {
    this.folder = folder;
  }

  /// How often the engine was run.
  int runs() {
    return runs;
  }

  /// Nothing: all is as the case says.
  List<String> differences(CaseFile file, Case one) throws IOException, SQLException {
    return switch (one) {
      case CellsCase cells -> cells(file, cells);
      case FileCase delivery -> delivery(delivery);
      case RuleCase rule -> rule(file, rule);
      case RefusedCase refused -> Opinions.differences(refused);
    };
  }

  private CorpusRun run(String contract, String file, byte[] data, boolean load)
      throws IOException {
    runs++;
    return CorpusRun.of(folder.resolve("run-" + runs), contract, file, data, load);
  }

  /// An execution of all cases of a file.
  private record CellsRun(CorpusRun run, List<Found> findings) {
    static CellsRun of(CorpusRun run) throws SQLException {
      return new CellsRun(run, run.findings());
    }

    List<Found> of(CellsCase one) {
      return findings.stream()
          .filter(found -> found.catalog().equals(Optional.of(one.catalog())))
          .toList();
    }
  }

  private List<String> cells(CaseFile file, CellsCase one) throws IOException, SQLException {
    CellsRun run = cellsRuns.get(file.name());
    if (run == null) {
      run = CellsRun.of(run(Contracts.ofCells(file), "celdas.zip", Contracts.cells(file), true));
      cellsRuns.put(file.name(), run);
    }
    Map<Long, List<String>> codes = new HashMap<>();
    for (Found found : run.of(one)) {
      codes.computeIfAbsent(found.record().orElse(0L), _ -> new ArrayList<>()).add(found.code());
    }
    Map<String, Optional<String>> values = new HashMap<>();
    run.run()
        .rows(one.catalog())
        .forEach(row -> values.put(row.getFirst().orElseThrow(), row.get(1)));
    return cells(one, codes, values);
  }

  private static List<String> cells(
      CellsCase one, Map<Long, List<String>> codes, Map<String, Optional<String>> values) {
    Differences differences = new Differences();
    for (int i = 0; i < one.cells().size(); i++) {
      Cell cell = one.cells().get(i);
      String what = "'" + cell.text() + "'";
      List<String> found = codes.getOrDefault(i + 1L, List.of()).stream().sorted().toList();
      differences.compare(what + " findings", cell.codes().stream().sorted().toList(), found);
      if (cell.codes().isEmpty() && found.isEmpty()) {
        differences.compare(what, cell.value(), values.get(Integer.toString(i + 1)));
      }
    }
    differences.compare("findings of the file", List.of(), codes.getOrDefault(0L, List.of()));
    return differences.all();
  }

  private List<String> delivery(FileCase one) throws IOException, SQLException {
    CorpusRun run = run(one.contract(), one.file(), one.data(), !one.rows().isEmpty());
    Differences differences = new Differences();
    for (Map.Entry<String, Long> accepted : one.accepted().entrySet()) {
      String catalog = accepted.getKey();
      long rejected = one.rejected().getOrDefault(catalog, 0L);
      differences.compare(
          "accepted of " + catalog, accepted.getValue(), run.count(catalog, "accepted"));
      differences.compare("rejected of " + catalog, rejected, run.count(catalog, "rejected"));
      differences.compare(
          "records of " + catalog, accepted.getValue() + rejected, run.count(catalog, "records"));
    }
    compare(one.findings(), run.findings(), differences);
    for (Map.Entry<String, List<List<Optional<String>>>> rows : one.rows().entrySet()) {
      differences.compare("rows of " + rows.getKey(), rows.getValue(), run.rows(rows.getKey()));
    }
    differences.compare("skipped rules", one.skipped(), run.skipped());
    return differences.all();
  }

  private static void compare(
      List<FileCase.Expected> expected, List<Found> found, Differences differences) {
    List<Found> rest = new ArrayList<>(found);
    for (FileCase.Expected one : expected) {
      Optional<Found> match = rest.stream().filter(other -> fits(one, other)).findFirst();
      match.ifPresentOrElse(rest::remove, () -> differences.add("no finding is " + one));
    }
    rest.forEach(other -> differences.add("not expected: " + other));
  }

  private static boolean fits(FileCase.Expected one, Found other) {
    return one.code().equals(other.code())
        && one.record().equals(other.record())
        && one.line().equals(other.line())
        && one.column().equals(other.column())
        && one.catalog().map(c -> other.catalog().equals(Optional.of(c))).orElse(true)
        && one.value().map(v -> other.value().equals(Optional.of(v))).orElse(true)
        && one.rule().map(other.rule()::equals).orElse(true)
        && one.severity().map(other.severity()::equals).orElse(true)
        && one.message().map(other.message()::contains).orElse(true);
  }

  private List<String> rule(CaseFile file, RuleCase one) throws IOException, SQLException {
    RuleRun run = ruleRuns.get(file.name());
    if (run == null) {
      run =
          RuleRun.of(
              run(
                  Contracts.of(file),
                  Contracts.dataName(file.tables()),
                  Contracts.data(file.tables()),
                  false));
      ruleRuns.put(file.name(), run);
    }
    Differences differences = new Differences();
    differences.compare("tables", List.of(), run.faults());
    for (RuleCase.Spelled spelled : one.spellings()) {
      differences.compare(
          spelled.text(),
          new RuleRun.Outcome(one.whole(), new TreeMap<>(one.fails())),
          run.outcome(spelled.id()));
    }
    return differences.all();
  }

  /// What was found to be different.
  private static final class Differences {
    private final List<String> all = new ArrayList<>();

    void add(String what) {
      all.add(what);
    }

    void compare(String what, Object expected, @Nullable Object found) {
      if (!Objects.equals(expected, found)) {
        all.add("%s: expected %s, found %s".formatted(what, expected, found));
      }
    }

    List<String> all() {
      return all;
    }
  }
}
