package dev.sage.engine.report.html;

import dev.sage.engine.report.ColumnCount;
import dev.sage.engine.report.html.HtmlTable.Column;
import dev.sage.spi.FindingCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What was found, by rule and column, with a bar for how often.
final class RuleSection {
  private static final int MOST = 200;
  private static final int MOST_SKIPPED = 50;
  private static final int LONGEST = 300;

  private final Page page;
  private final Html html;
  private final Explanations explanations;

  RuleSection(Page page, Html html) {
    this.page = page;
    this.html = html;
    this.explanations = new Explanations(page.contract());
  }

  void write() {
    List<ColumnCount> counts = page.report().byColumn();
    if (counts.isEmpty() && page.report().skippedRules().isEmpty()) {
      return;
    }
    html.in(
        "section class=\"card\" aria-labelledby=\"rules\"",
        () -> {
          html.in("h2 id=\"rules\"", page.say("Qué no se cumple", "What does not hold"));
          if (!counts.isEmpty()) {
            table(sorted(counts));
          }
          skipped(page.report().skippedRules());
        });
    html.raw("\n");
  }

  private static List<ColumnCount> sorted(List<ColumnCount> counts) {
    return counts.stream()
        .sorted(
            Comparator.comparing(ColumnCount::severity)
                .thenComparing(Comparator.comparingLong(ColumnCount::count).reversed()))
        .toList();
  }

  private void table(List<ColumnCount> counts) {
    HtmlTable table = new HtmlTable(html, columns());
    long most = counts.stream().mapToLong(ColumnCount::count).max().orElse(1);
    table.write(
        "rules",
        page.say(
            "Lo que se pide y cuántas veces no se cumple",
            "What is asked for, and how often not so"),
        () -> counts.stream().limit(MOST).forEach(count -> row(table, count, most)));
    more(counts.size() - MOST, counts.stream().skip(MOST).mapToLong(ColumnCount::count).sum());
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.naming(page.say("Lo que se pide", "What is asked for"), "text"));
    columns.add(Column.of(page.say("Columna", "Column"), "name"));
    if (page.severalFiles()) {
      columns.add(Column.of(page.say("Archivo", "File"), "text"));
    }
    columns.add(Column.of(page.say("Tipo", "Kind"), "kind"));
    columns.add(Column.of(page.say("Veces", "Times"), "number"));
    columns.add(Column.of(page.say("Proporción", "Share"), "share"));
    return columns;
  }

  private void row(HtmlTable table, ColumnCount count, long most) {
    List<Runnable> cells = new ArrayList<>();
    cells.add(() -> explanation(count));
    cells.add(() -> html.text(page.column(count.catalog(), count.column())));
    if (page.severalFiles()) {
      cells.add(() -> html.text(Page.cell(page.file(count.catalog()))));
    }
    cells.add(() -> page.badge(html, count.severity().word()));
    cells.add(() -> html.text(page.number(count.count())));
    cells.add(() -> bar(count, most));
    table.row(cells);
  }

  private void explanation(ColumnCount count) {
    String words = explanations.of(count).in(page.language());
    html.text(Page.sentence(Html.cut(words, LONGEST)));
    if (count.code() == FindingCode.RULE && !words.equals(count.rule())) {
      html.raw(" ").in("small", Html.cut(count.rule(), LONGEST));
    }
  }

  /// The figure beside it says the same in words.
  private void bar(ColumnCount count, long most) {
    long width = Math.max(1, Math.round(100.0 * count.count() / most));
    html.raw(
            "<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\"><rect class=\"track\" width=\"100\" height=\"10\"/><rect class=\"")
        .raw(count.severity().word())
        .raw("\" width=\"" + width + "\" height=\"10\"/></svg>");
  }

  private void more(int rows, long findings) {
    if (rows > 0) {
      html.in(
          "p class=\"more\"",
          page.say("… y ", "… and ")
              + page.number(rows)
              + page.say(" más, con ", " more, with ")
              + page.number(findings)
              + page.say(" hallazgos.", " findings."));
    }
  }

  private void skipped(List<String> rules) {
    if (!rules.isEmpty()) {
      String names = String.join(", ", rules.stream().limit(MOST_SKIPPED).toList());
      String rest = rules.size() > MOST_SKIPPED ? ", …" : "";
      html.in(
          "p class=\"more\"",
          page.say(
                  "No se pudieron comprobar, porque falta una columna o un archivo: ",
                  "Could not be checked, because a column or a file is missing: ")
              + Html.cut(names + rest, 10 * LONGEST));
    }
  }
}
