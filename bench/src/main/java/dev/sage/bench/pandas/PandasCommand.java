package dev.sage.bench.pandas;

import dev.sage.bench.pandas.RuleOutcome.Fails;
import dev.sage.bench.pandas.RuleOutcome.Refused;
import dev.sage.bench.pandas.RuleOutcome.Whole;
import dev.sage.testing.conformance.CaseFile;
import dev.sage.testing.conformance.Corpus;
import dev.sage.testing.conformance.RuleCase;
import dev.sage.testing.conformance.RuleTable;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/// `bench/run pandas`: rules made at random, and the rule cases of the corpus, evaluated by pandas.
public final class PandasCommand {
  /// Rules of one contract; more make one statement slow to plan.
  private static final int BATCH = 100;

  private static final String MADE = "made";

  private final PandasOptions options;
  private final Pandas pandas;
  private int differences;

  private PandasCommand(PandasOptions options) {
    this.options = options;
    this.pandas = new Pandas(options.work());
  }

  /// Returns the exit status: 0 when nothing differs.
  public static int run(List<String> arguments)
      throws IOException, InterruptedException, SQLException {
    PandasOptions options = PandasOptions.parse(arguments);
    System.out.println("pandas " + Pandas.version());
    Files.createDirectories(options.work());
    return new PandasCommand(options).run();
  }

  private int run() throws IOException, InterruptedException, SQLException {
    Corpus corpus = Corpus.of(options.root());
    corpus.files().stream()
        .filter(file -> !file.rules().isEmpty())
        .forEach(file -> pandas.add(file.name(), file.tables(), framed(file)));
    Random random = new Random(options.seed());
    RuleTable table = FrameTable.of(random, options.rows());
    List<RuleCase> made = made(new FrameRules(random));
    pandas.add(MADE, List.of(table), made);
    Map<Integer, RuleOutcome> sage = sage(table, made);
    Map<String, RuleOutcome> found = pandas.evaluate();
    corpus.files().forEach(file -> compare(file, found));
    compare(made, sage, found);
    return differences == 0 ? 0 : 1;
  }

  private static List<RuleCase> framed(CaseFile file) {
    return file.rules().stream().filter(rule -> rule.frame().isPresent()).toList();
  }

  private List<RuleCase> made(FrameRules rules) {
    List<RuleCase> made = new ArrayList<>();
    for (int i = 1; i <= options.rules(); i++) {
      made.add(rules.next(i));
    }
    return made;
  }

  private Map<Integer, RuleOutcome> sage(RuleTable table, List<RuleCase> made)
      throws IOException, InterruptedException, SQLException {
    Sage sage = new Sage(options.root().resolve("sage"), options.work());
    Map<Integer, RuleOutcome> outcomes = new HashMap<>();
    for (int from = 0; from < made.size(); from += BATCH) {
      List<RuleCase> batch = made.subList(from, Math.min(made.size(), from + BATCH));
      outcomes.putAll(sage.evaluate(List.of(table), batch));
    }
    return outcomes;
  }

  private static RuleOutcome of(String id, Map<String, RuleOutcome> found) {
    return Objects.requireNonNull(found.get(id), id);
  }

  private void compare(CaseFile file, Map<String, RuleOutcome> found) {
    List<RuleCase> rules = framed(file);
    int before = differences;
    long otherwise = rules.stream().filter(rule -> rule.pandas().isPresent()).count();
    for (RuleCase rule : rules) {
      RuleOutcome expected = rule.whole() ? new Whole(false) : new Fails(rule.fails());
      RuleOutcome pandasSays = of(Pandas.id(file.name(), rule), found);
      boolean agrees = expected.agreesWith(pandasSays);
      if (agrees == rule.pandas().isPresent()) {
        tell(file.name() + ".yaml, line " + rule.line(), rule, expected, pandasSays);
        rule.pandas().ifPresent(_ -> System.out.println("  the case says that pandas differs"));
      }
    }
    if (!rules.isEmpty()) {
      System.out.printf(
          "%s.yaml: %d rules, of which %d are documented to differ; %d differences%n",
          file.name(), rules.size(), otherwise, differences - before);
    }
  }

  private void compare(
      List<RuleCase> made, Map<Integer, RuleOutcome> sage, Map<String, RuleOutcome> found) {
    int before = differences;
    int refused = 0;
    for (RuleCase rule : made) {
      RuleOutcome expected = Objects.requireNonNull(sage.get(rule.line()));
      RuleOutcome pandasSays = of(Pandas.id(MADE, rule), found);
      if (pandasSays instanceof Refused(String why)) {
        refused++;
        System.out.println("  pandas refuses " + rule.frame().orElseThrow() + ": " + why);
      } else if (!expected.agreesWith(pandasSays)) {
        tell("made at random", rule, expected, pandasSays);
      }
    }
    System.out.printf(
        "made at random with seed %d: %,d rules over %,d rows, %d refused by pandas; %d differences%n",
        options.seed(), made.size(), options.rows(), refused, differences - before);
  }

  private void tell(String where, RuleCase rule, RuleOutcome sage, RuleOutcome pandasSays) {
    differences++;
    System.out.printf(
        "DIFFERENCE (%s)%n  %s%n  SAGE   %s%n  pandas %s%n",
        where, rule.frame().orElseThrow(), cut(sage), cut(pandasSays));
  }

  private static String cut(RuleOutcome outcome) {
    String text = outcome.toString();
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }
}
