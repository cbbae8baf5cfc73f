package dev.sage.testing;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// `expected.json` of an example.
final class ExpectedJson {
  private ExpectedJson() {}

  static String of(Map<String, ExampleOutcome> files) {
    return files.entrySet().stream()
        .map(file -> "  " + quoted(file.getKey()) + ": " + outcome(file.getValue()))
        .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
  }

  private static String outcome(ExampleOutcome outcome) {
    return "{\n"
        + outcome.contract().map(name -> "    \"contract\": " + quoted(name) + ",\n").orElse("")
        + "    \"exit\": "
        + outcome.exit()
        + ",\n    \"catalogs\": "
        + block(
            "{", outcome.catalogs().entrySet().stream().map(ExpectedJson::catalog).toList(), "}")
        + ",\n    \"by_rule\": "
        + block("[", outcome.byRule().entrySet().stream().map(ExpectedJson::rule).toList(), "]")
        + ",\n    \"findings\": "
        + block("[", outcome.findings().stream().map(ExpectedJson::finding).toList(), "]")
        + "\n  }";
  }

  private static String block(String open, List<String> lines, String close) {
    return lines.isEmpty()
        ? open + close
        : lines.stream()
            .collect(Collectors.joining(",\n      ", open + "\n      ", "\n    " + close));
  }

  private static String catalog(Map.Entry<String, ExampleOutcome.CatalogCount> catalog) {
    var count = catalog.getValue();
    return "%s: {\"read\": %d, \"accepted\": %d, \"rejected\": %d}"
        .formatted(quoted(catalog.getKey()), count.read(), count.accepted(), count.rejected());
  }

  private static String rule(Map.Entry<ExampleOutcome.RuleCount, Integer> rule) {
    var key = rule.getKey();
    return "{\"catalog\": %s, \"rule\": %s, \"severity\": %s, \"count\": %d}"
        .formatted(
            quoted(key.catalog()), quoted(key.rule()), quoted(key.severity()), rule.getValue());
  }

  private static String finding(ExampleFinding finding) {
    return "{\"catalog\": %s, \"record\": %d, \"line\": %d, \"column\": %s, \"value\": %s, \"rule\": %s, \"severity\": %s}"
        .formatted(
            quoted(finding.catalog()),
            finding.record(),
            finding.line(),
            quoted(finding.column()),
            quoted(finding.value()),
            quoted(finding.rule()),
            quoted(finding.severity()));
  }

  private static String quoted(String text) {
    return '"'
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r")
        + '"';
  }
}
