package dev.sage.engine.report.html;

import dev.sage.engine.report.Failure;
import dev.sage.engine.report.Formulas;
import dev.sage.engine.report.RuleCount;
import dev.sage.engine.report.html.HtmlTable.Column;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first findings, one by one: where, what was there, what is wrong and what to do.
final class FindingSection {
  private static final int LONGEST_VALUE = 200;
  private static final int LONGEST_MESSAGE = 600;

  private final Page page;
  private final Html html;
  private final boolean severalFiles;

  FindingSection(Page page, Html html) {
    this.page = page;
    this.html = html;
    this.severalFiles = page.severalFiles();
  }

  void write() {
    html.in(
        "section class=\"card\" aria-labelledby=\"found\"",
        () -> {
          html.in("h2 id=\"found\"", page.say("Hallazgos, uno por uno", "Findings, one by one"));
          if (page.report().failures().isEmpty()) {
            html.in("p", page.say("No hay ninguno.", "There are none."));
          } else {
            table();
          }
        });
    html.raw("\n");
  }

  private void table() {
    HtmlTable table = new HtmlTable(html, columns());
    table.write("findings", caption(), () -> page.report().failures().forEach(f -> row(table, f)));
  }

  private String caption() {
    long total = page.report().byRule().stream().mapToLong(RuleCount::count).sum();
    int shown = page.report().failures().size();
    return shown < total
        ? page.say("Los primeros ", "The first ")
            + page.number(shown)
            + page.say(" de ", " of ")
            + page.number(total)
            + page.say("; todos están en los archivos de abajo", "; all are in the files below")
        : page.say("Todos los hallazgos: ", "Every finding: ") + page.number(total);
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    if (severalFiles) {
      columns.add(Column.of(page.say("Archivo", "File"), "text"));
    }
    columns.add(Column.of(page.say("Línea", "Line"), "number"));
    columns.add(Column.of(page.say("Columna", "Column"), "name"));
    columns.add(Column.of(page.say("Valor", "Value"), "value"));
    columns.add(Column.of(page.say("Tipo", "Kind"), "kind"));
    columns.add(
        Column.of(page.say("Qué pasa y qué se espera", "What is wrong, what is expected"), "text"));
    return columns;
  }

  private void row(HtmlTable table, Failure failure) {
    List<Runnable> cells = new ArrayList<>();
    if (severalFiles) {
      cells.add(() -> html.text(Page.cell(or(failure.file()))));
    }
    cells.add(() -> html.text(failure.line() == null ? "" : page.number(failure.line())));
    cells.add(() -> html.text(page.column(or(failure.catalog()), or(failure.field()))));
    cells.add(() -> value(failure));
    cells.add(() -> page.badge(html, failure.severity()));
    cells.add(() -> html.text(Page.sentence(Html.cut(failure.message(), LONGEST_MESSAGE))));
    table.row(cells);
  }

  private void value(Failure failure) {
    String value = or(failure.value());
    if (!value.isEmpty()) {
      html.in("code", Formulas.defused(Html.cut(value, LONGEST_VALUE)));
    } else if (failure.line() != null) {
      html.in("em", page.say("(vacío)", "(empty)"));
    }
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }
}
