package dev.sage.scenarios.conformance;

import dev.sage.testing.conformance.Case;
import dev.sage.testing.conformance.CaseFile;
import dev.sage.testing.conformance.CellsCase;
import dev.sage.testing.conformance.Corpus;
import dev.sage.testing.conformance.FileCase;
import dev.sage.testing.conformance.RefusedCase;
import dev.sage.testing.conformance.RuleCase;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The page that lists every case.
final class CorpusPage {
  private static final String HEAD =
      """
      # Conformance

      What the contract and its rules mean, case by case. The cases are YAML files in [conformance](conformance), and a
      test (`ConformanceIT`) runs every one with the engine, `sage lint` and the JSON Schema. This page is made from them.
      [The contract](contract.md) and [rules](rules.md) explain what is shown here.

      - **Values**: a column (its keys), texts, and what each is: a value, null, or the code of what is found wrong.
      - **Deliveries**: a contract, data, counts, findings (record and physical line), accepted rows.
      - **Rules**: tables, and for each rule the records that fail it, counted from 1; or whether it holds, where it names none.
        Rules of the data-frame spelling are also evaluated by pandas: `bench/run pandas`. Where pandas does otherwise, the
        case says why.
      - **Refused**: contracts with one thing wrong, `→` before it, and words of the message.

      `constructs.yaml` lists what must have a case; a construct without one fails the test.

      ## Where pandas does otherwise

      - Columns joined by `and`, `or`, `not`, chained comparisons, `in`, `a if c else b`, `min(a, b)`, `float(column)`: errors
        in pandas, row by row here.
      - A null is in no list and no column (`isin`), also not in one that has a null; `~` of a null boolean is true; a test of a
        null text is false (as with `na=False`); inside `apply`, what is asked of a null is null.
      - Whole numbers go round at 64 bits in pandas, and lose digits above 2^53 beside a null; here they are exact.
      - Decimals are exact here, as objects of `decimal.Decimal` are in pandas, but for their `%` and `//`, which have the sign of
        the dividend, `round`, which they do not have, and mixtures with floats, which are errors.
      - A text that is no number is null in `astype(float)` and `astype(int)`; an error in pandas.
      - Columns with different keys are matched by key, and a missing key fails its records; an error in pandas.
      """;

  private CorpusPage() {}

  static String of(Corpus corpus) {
    long cases = corpus.files().stream().mapToLong(file -> file.cases().size()).sum();
    long rules =
        corpus.files().stream()
            .flatMap(file -> file.rules().stream())
            .mapToLong(rule -> rule.spellings().size())
            .sum();
    return HEAD
        + "\nThere are %d cases in %d files, with %d rules.\n"
            .formatted(cases, corpus.files().size(), rules)
        + corpus.files().stream().map(CorpusPage::section).collect(Collectors.joining());
  }

  private static String section(CaseFile file) {
    return "\n## %s\n\n%s [%s.yaml](conformance/%s.yaml)\n\n%s%s"
        .formatted(
            file.title(),
            file.says(),
            file.name(),
            file.name(),
            heading(file.cases().getFirst()),
            file.cases().stream().map(CorpusPage::row).collect(Collectors.joining()));
  }

  private static String heading(Case first) {
    return switch (first) {
      case CellsCase _ -> columns("case", "column", "is", "is not");
      case FileCase _ -> columns("case", "read", "findings");
      case RuleCase _ -> columns("case", "data-frame spelling", "plain spelling", "fails");
      case RefusedCase _ -> columns("case", "written", "says");
    };
  }

  private static String columns(String... names) {
    return cells(List.of(names)) + "|---".repeat(names.length) + "|\n";
  }

  private static String row(Case one) {
    String name = one.name() + (one.says().isEmpty() ? "" : ": " + one.says());
    return switch (one) {
      case CellsCase cells -> cells(List.of(name, code(cells.field()), good(cells), bad(cells)));
      case FileCase file -> cells(List.of(name, counts(file), findings(file)));
      case RuleCase rule ->
          cells(
              List.of(
                  rule.pandas().map(why -> name + " (pandas: " + why + ")").orElse(name),
                  code(rule.frame()),
                  code(rule.plain()),
                  fails(rule)));
      case RefusedCase refused ->
          cells(List.of(name, code(refused.shown()), String.join(" … ", refused.message())));
    };
  }

  private static String cells(List<String> cells) {
    return cells.stream()
            .map(cell -> cell.replace("\n", " ").replaceAll("(?<!\\\\)\\|", "\\\\|"))
            .collect(Collectors.joining(" | ", "| ", " |"))
        + "\n";
  }

  private static String code(Optional<String> text) {
    return text.map(CorpusPage::code).orElse("");
  }

  /// Between as many backticks as it takes; control characters are shown by their escapes.
  private static String code(String text) {
    if (text.isEmpty()) {
      return "";
    }
    String shown =
        text.codePoints().mapToObj(CorpusPage::shown).collect(Collectors.joining()).strip();
    String fence = shown.contains("`") ? "``" : "`";
    return fence + shown + fence;
  }

  private static String shown(int c) {
    boolean hidden = c < ' ' || c == 0xA0 || Character.getType(c) == Character.FORMAT;
    return hidden ? String.format(Locale.ROOT, "\\u%04x", c) : Character.toString(c);
  }

  private static String good(CellsCase one) {
    return one.cells().stream()
        .filter(cell -> cell.codes().isEmpty())
        .map(cell -> text(cell.text()) + " = " + cell.value().map(CorpusPage::text).orElse("null"))
        .collect(Collectors.joining(", "));
  }

  private static String bad(CellsCase one) {
    return one.cells().stream()
        .filter(cell -> !cell.codes().isEmpty())
        .map(cell ->
            text(cell.text())
                + (cell.codes().equals(List.of("TYPE"))
                    ? ""
                    : " " + String.join(" ", cell.codes())))
        .collect(Collectors.joining(", "));
  }

  private static String text(String text) {
    return text.isBlank() || !text.strip().equals(text) ? code("'" + text + "'") : code(text);
  }

  private static String counts(FileCase one) {
    return one.accepted().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry ->
            "%s%d accepted, %d rejected"
                .formatted(
                    one.accepted().size() == 1 ? "" : entry.getKey() + ": ",
                    entry.getValue(),
                    one.rejected().getOrDefault(entry.getKey(), 0L)))
        .collect(Collectors.joining("; "));
  }

  private static String findings(FileCase one) {
    return one.findings().stream()
        .map(finding ->
            finding.code()
                + finding.record().map(record -> " of record " + record).orElse("")
                + finding.line().map(line -> " on line " + line).orElse("")
                + finding.column().map(column -> " in " + code(column)).orElse(""))
        .collect(Collectors.joining("; "));
  }

  private static String fails(RuleCase rule) {
    if (rule.fails().isEmpty()) {
      return rule.whole() ? "as a whole" : "nothing";
    }
    return rule.fails().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry ->
            (rule.level() == RuleCase.Level.PACKAGE ? entry.getKey() + ": " : "")
                + entry.getValue().stream().map(Object::toString).collect(Collectors.joining(", ")))
        .collect(Collectors.joining("; "));
  }
}
