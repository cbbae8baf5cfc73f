package dev.sage.cli;

import dev.sage.spi.Language;
import dev.sage.spi.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a person reads at the end of an execution, made from its `report.json`.
final class ReportText {
  private static final int FINDINGS = 20;
  private static final int FEW = 4;
  private static final int RULES = 25;
  private static final int VALUE = 60;

  private final Json report;
  private final Path directory;
  private final Language language;
  private final boolean colour;
  private final StringBuilder text = new StringBuilder();

  /// @param directory the execution's, as the user may name it
  ReportText(Json report, Path directory, Language language, boolean colour) {
    this.report = report;
    this.directory = directory;
    this.language = language;
    this.colour = colour;
  }

  String render() {
    headline();
    catalogs();
    rules();
    findings(FINDINGS);
    landed();
    files();
    return text.toString();
  }

  /// The same with the first few findings, and without the list of files.
  String brief() {
    headline();
    catalogs();
    rules();
    findings(FEW);
    landed();
    return text.toString();
  }

  private void headline() {
    Json info = report.get("execution_info");
    Json summary = report.get("summary");
    String status = summary.get("status").text();
    text.append('\n').append(coloured(status)).append("  ");
    text.append(fileName(info.get("file").text()));
    text.append(say("  contrato ", "  contract ")).append(fileName(info.get("contract").text()));
    text.append("  ").append(Numbers.seconds(info.get("duration").decimal(), language));
    text.append('\n');
    if (summary.get("refusal").isPresent()) {
      line(
          say("Entrega rechazada: ", "Delivery refused: ")
              + SafeText.of(summary.get("refusal").text()));
    }
  }

  private void catalogs() {
    TextTable table = new TextTable(0);
    table.row(
        say("catálogo", "catalog"),
        say("leídas", "read"),
        say("aceptadas", "accepted"),
        say("rechazadas", "rejected"),
        say("errores", "errors"),
        say("avisos", "warnings"));
    Map<String, Json> statistics = report.get("files").get("statistics").members();
    statistics.forEach((id, counts) -> table.row(counts(id, counts)));
    section("").append(table.render("  "));
    statistics.forEach(this::filtered);
    for (Json missing : report.get("files").get("missing_files").items()) {
      line(say("No ha llegado: ", "Did not arrive: ") + SafeText.of(missing.text()));
    }
  }

  private void filtered(String id, Json counts) {
    if (counts.get("filtered").number() > 0) {
      line(
          say(
                  "Aceptadas que las transformaciones dejan fuera en ",
                  "Accepted, but left out by transformations in ")
              + SafeText.of(id)
              + ": "
              + number(counts.get("filtered")));
    }
  }

  private String[] counts(String id, Json counts) {
    return new String[] {
      SafeText.of(id),
      number(counts.get("records")),
      number(counts.get("accepted")),
      number(counts.get("rejected")),
      number(counts.get("errors")),
      number(counts.get("warnings"))
    };
  }

  private void rules() {
    List<Json> rules = report.get("validation").get("by_rule").items();
    if (!rules.isEmpty()) {
      TextTable table = new TextTable(0, 1, 2);
      rules.stream()
          .sorted((a, b) -> Long.compare(b.get("count").number(), a.get("count").number()))
          .limit(RULES)
          .forEach(rule -> table.row(rule(rule)));
      section(say("Qué se encontró", "What was found")).append(table.render("  "));
      more(rules.size() - RULES);
    }
    for (Json skipped : report.get("validation").get("skipped_rules").items()) {
      line(say("No se pudo evaluar: ", "Not evaluated: ") + skipped(skipped));
    }
  }

  private String[] rule(Json rule) {
    return new String[] {
      severity(rule.get("severity").text()),
      SafeText.of(rule.get("catalog").text()),
      SafeText.of(rule.get("rule").text(), VALUE),
      number(rule.get("count"))
    };
  }

  private static String skipped(Json skipped) {
    List<String> parts = new ArrayList<>();
    skipped.members().values().forEach(member -> parts.add(SafeText.of(member.text())));
    return parts.isEmpty() ? SafeText.of(skipped.text()) : String.join(", ", parts);
  }

  private void findings(int most) {
    List<Json> findings = report.get("validation").get("failures").items();
    if (!findings.isEmpty()) {
      section(say("Los primeros hallazgos", "The first findings"));
      findings.stream().limit(most).forEach(finding -> line(sentence(finding)));
      long total =
          Math.max(report.get("validation").get("failures_total").number(), findings.size());
      more(total - most);
    }
  }

  /// `ventas: línea 12, columna «precio», valor «1,5»: …`
  String sentence(Json finding) {
    List<String> where = new ArrayList<>();
    if (finding.get("line").number() > 0) {
      where.add(say("línea ", "line ") + number(finding.get("line")));
    }
    if (!finding.get("field").text().isEmpty()) {
      where.add(say("columna ", "column ") + quoted(finding.get("field").text()));
    }
    if (finding.get("value").isPresent()) {
      where.add(say("valor ", "value ") + quoted(finding.get("value").text()));
    }
    String place = String.join(", ", where);
    String catalog = SafeText.of(finding.get("catalog").text());
    return catalog
        + (catalog.isEmpty() ? "" : ": ")
        + place
        + (place.isEmpty() ? "" : ": ")
        + SafeText.of(finding.get("message").text());
  }

  private void landed() {
    List<Json> landed = report.get("materializations").items();
    if (!landed.isEmpty()) {
      TextTable table = new TextTable(0, 1, 2, 4);
      landed.forEach(load -> table.row(load(load)));
      section(say("Qué se cargó", "What was landed")).append(table.render("  "));
    }
  }

  private String[] load(Json load) {
    return new String[] {
      SafeText.of(load.get("id").text()),
      SafeText.of(load.get("destination").text()),
      SafeText.of(load.get("strategy").text()),
      number(load.get("rows")) + say(" filas", " rows"),
      outcome(load.get("outcome").text())
    };
  }

  private String outcome(String word) {
    return switch (word) {
      case "loaded" -> say("cargado", "loaded");
      case "already_loaded" -> say("ya estaba cargado", "already loaded");
      case "refused" -> say("no se cargó: hay errores", "not loaded: there are errors");
      case "failed" -> say("falló el destino", "the destination failed");
      default -> SafeText.of(word);
    };
  }

  private void files() {
    section(say("Los ficheros completos", "The complete files"));
    List.of("report.html", "report.json", "findings.parquet", "rejects", "output").stream()
        .map(directory::resolve)
        .filter(Files::exists)
        .forEach(file -> line(SafeText.of(file.toString())));
  }

  private StringBuilder section(String title) {
    text.append('\n');
    if (!title.isEmpty()) {
      text.append(colour ? "\u001b[1m" + title + "\u001b[0m" : title).append('\n');
    }
    return text;
  }

  private void line(String line) {
    text.append("  ").append(line).append('\n');
  }

  private void more(long count) {
    if (count > 0) {
      line(say("… y ", "… and ") + Numbers.grouped(count, language) + say(" más.", " more."));
    }
  }

  private String quoted(String value) {
    String shown = SafeText.of(value, VALUE);
    return language == Language.ES ? "«" + shown + "»" : "\"" + shown + "\"";
  }

  private String severity(String word) {
    return switch (word) {
      case "error" -> "error";
      case "warning" -> say("aviso", "warning");
      case "message" -> say("mensaje", "message");
      default -> SafeText.of(word);
    };
  }

  /// The status is a fixed word of the report; here it is said in the reader's language.
  private String coloured(String status) {
    boolean failed = status.equals("Fallido");
    boolean partial = status.equals("Parcial");
    String word =
        failed
            ? say("✗ Fallido", "✗ Failed")
            : partial ? say("! Parcial", "! Partial") : say("✓ Éxito", "✓ Success");
    String code = failed ? "31" : partial ? "33" : "32";
    return colour ? "\u001b[1;" + code + "m" + word + "\u001b[0m" : word;
  }

  private static String fileName(String path) {
    int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
    return SafeText.of(path.substring(slash + 1));
  }

  private String number(Json number) {
    return Numbers.grouped(number.number(), language);
  }

  private String say(String es, String en) {
    return new Message(es, en).in(language);
  }
}
