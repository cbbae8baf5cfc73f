package dev.sage.engine.report.html;

import dev.sage.engine.report.CatalogResult;
import dev.sage.engine.report.CatalogResult.FileResult;
import dev.sage.engine.report.Report;
import dev.sage.engine.report.html.HtmlTable.Column;
import dev.sage.spi.Severity;
import java.util.List;

/// The figures: of the whole delivery, and of every file of it.
final class Summary {
  private static final double WIDTH = 1000;

  private final Page page;
  private final Report report;
  private final Html html;

  Summary(Page page, Html html) {
    this.page = page;
    this.report = page.report();
    this.html = html;
  }

  void write() {
    html.in(
        "section class=\"card\" aria-labelledby=\"received\"",
        () -> {
          html.in("h2 id=\"received\"", page.say("Qué se recibió", "What was received"));
          html.in("ul class=\"figures\"", this::figures);
          if (report.read() > 0) {
            proportion();
          }
          files();
        });
    html.raw("\n");
  }

  private void figures() {
    figure(report.read(), page.say("leídos", "read"), "");
    figure(report.accepted(), page.say("aceptados", "accepted"), "good");
    figure(report.rejected(), page.say("rechazados", "rejected"), "bad");
    figure(report.count(Severity.ERROR), page.say("errores", "errors"), "bad");
    figure(report.count(Severity.WARNING), page.say("avisos", "warnings"), "notice");
  }

  /// Without its colour where there is nothing to colour.
  private void figure(long number, String what, String tone) {
    html.in(
        number == 0 || tone.isEmpty() ? "li" : "li class=\"" + tone + "\"",
        () -> html.in("b", page.number(number)).raw(" ").in("span", what));
  }

  /// Accepted beside rejected; the figures above say the same in words.
  private void proportion() {
    double rejected = WIDTH * report.rejected() / report.read();
    double shown = report.rejected() == 0 ? 0 : Math.clamp(rejected, 4, WIDTH);
    html.raw(
        "<svg class=\"proportion\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">"
            + "<rect class=\"good\" width=\"1000\" height=\"10\"/><rect class=\"bad\" x=\""
            + Math.round(WIDTH - shown)
            + "\" width=\""
            + Math.round(shown)
            + "\" height=\"10\"/></svg>");
  }

  private void files() {
    HtmlTable table =
        new HtmlTable(
            html,
            List.of(
                Column.naming(page.say("Archivo", "File"), "name"),
                Column.of(page.say("Contenido", "Content"), "text"),
                Column.of(page.say("Leídos", "Read"), "number"),
                Column.of(page.say("Aceptados", "Accepted"), "number"),
                Column.of(page.say("Rechazados", "Rejected"), "number"),
                Column.of(page.say("Errores", "Errors"), "number"),
                Column.of(page.say("Avisos", "Warnings"), "number")));
    table.write(
        "files",
        page.say("Registros de cada archivo", "Records of every file"),
        () -> {
          report.catalogs().forEach(catalog -> file(table, catalog));
          report.missingFiles().forEach(file -> missing(table, file));
        });
  }

  private void file(HtmlTable table, CatalogResult catalog) {
    table.row(
        List.of(
            () -> html.text(Page.cell(catalog.file())),
            () -> html.text(Page.cell(page.name(catalog.catalog()))),
            () -> number(catalog.read()),
            () -> number(catalog.accepted()),
            () -> number(catalog.rejected()),
            () -> number(catalog.errors()),
            () -> number(catalog.warnings())));
    catalog.files().forEach(one -> part(table, one));
  }

  /// One of several files, below what they are together.
  private void part(HtmlTable table, FileResult one) {
    Runnable nothing = () -> {};
    table.row(
        List.of(
            () -> html.text(Page.cell(one.file())),
            nothing,
            () -> number(one.read()),
            () -> number(one.read() - one.rejected()),
            () -> number(one.rejected()),
            nothing,
            nothing));
  }

  private void missing(HtmlTable table, String file) {
    Runnable nothing = () -> {};
    table.row(
        List.of(
            () -> html.text(Page.cell(file)),
            () -> html.in("span class=\"badge error\"", page.say("No llegó", "Did not arrive")),
            nothing,
            nothing,
            nothing,
            nothing,
            nothing));
  }

  private void number(long number) {
    html.text(page.number(number));
  }
}
