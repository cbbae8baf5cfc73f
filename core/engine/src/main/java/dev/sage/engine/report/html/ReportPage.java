package dev.sage.engine.report.html;

import dev.sage.contract.Contract;
import dev.sage.engine.report.Report;
import dev.sage.engine.report.ReportJson;
import dev.sage.spi.Language;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// Writes `report.html`.
public final class ReportPage {
  private static final int LONGEST_NAME = 200;

  private final Page page;
  private final Html html = new Html();
  private final Headline headline;

  private ReportPage(Page page) {
    this.page = page;
    this.headline = Headline.of(page);
  }

  /// The page, as UTF-8.
  ///
  /// @param files names of the files beside the page, those of folders with their folder
  public static byte[] of(Report report, Contract contract, List<String> files, Language language) {
    ReportPage written = new ReportPage(new Page(report, contract, files, language));
    written.write();
    return written.html.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void write() {
    html.raw("<!DOCTYPE html>\n<html lang=\"" + page.say("es", "en") + "\">\n");
    html.in("head", this::head);
    html.raw("\n");
    html.in("body", this::body);
    html.raw("\n</html>\n");
  }

  /// Browsers that know the policy run and load nothing, whatever the text of the page says.
  private void head() {
    html.raw("<meta charset=\"utf-8\"/>\n")
        .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"")
        .raw(Style.POLICY)
        .raw("\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
        .raw("<meta name=\"color-scheme\" content=\"light dark\"/>\n")
        .raw("<meta name=\"referrer\" content=\"no-referrer\"/>\n")
        .raw("<meta name=\"robots\" content=\"noindex\"/>\n")
        .in("title", file() + ": " + headline.word())
        .raw("\n<style>")
        .raw(Style.CSS)
        .raw("</style>\n");
  }

  private void body() {
    html.in(
            "a class=\"skip\" href=\"#found\"",
            page.say("Ir a los hallazgos", "Go to the findings"))
        .in("header", this::title)
        .raw("\n")
        .in("main", this::sections)
        .raw("\n")
        .in("footer", this::identity);
  }

  private void title() {
    html.in("p class=\"eyebrow\"", page.say("Informe de la entrega", "Delivery report"))
        .in("h1", file())
        .in(
            "p class=\"meta\"",
            () ->
                html.text(page.contract().name())
                    .raw(" · <time datetime=\"" + ReportJson.time(page.report().started()) + "\">")
                    .text(time())
                    .raw("</time>"));
  }

  private String file() {
    return Html.cut(page.report().file(), LONGEST_NAME);
  }

  private void sections() {
    verdict();
    new Summary(page, html).write();
    new RuleSection(page, html).write();
    new FindingSection(page, html).write();
    new FileSection(page, html).write();
  }

  private void verdict() {
    html.in(
        "section class=\"verdict " + headline.tone().name().toLowerCase(Locale.ROOT) + "\"",
        () -> {
          html.raw(sign());
          html.in(
              "div",
              () ->
                  html.in("h2", headline.word())
                      .in("p", headline.happened())
                      .in("p class=\"next\"", this::next));
        });
  }

  private void next() {
    html.in("strong", page.say("Qué hacer ahora:", "What to do now:")).text(" " + headline.next());
  }

  private String sign() {
    return "<svg class=\"sign\" viewBox=\"0 0 32 32\" width=\"48\" height=\"48\" aria-hidden=\"true\" focusable=\"false\">"
        + "<circle cx=\"16\" cy=\"16\" r=\"15\"/><path d=\""
        + headline.tone().stroke()
        + "\"/></svg>";
  }

  private void identity() {
    html.in("h2", page.say("Datos de esta entrega", "About this delivery"));
    html.in("dl", this::facts);
    html.in("p", page.say("Hecho con SAGE.", "Made with SAGE."));
  }

  private void facts() {
    fact(page.say("Contrato", "Contract"), contract());
    fact(page.say("Comprobada", "Checked"), time());
    fact(page.say("Ejecución", "Execution"), page.report().execution().toString());
    page.report()
        .corrects()
        .ifPresent(id ->
            fact(page.say("Corrige los rechazos de", "Corrects the rejects of"), id.toString()));
    fact(page.say("SHA-256 del archivo", "SHA-256 of the file"), page.report().fileSha256());
  }

  private String contract() {
    return page.contract().name()
        + page.say(", versión ", ", version ")
        + page.contract().version()
        + " ("
        + page.report().contract()
        + ")";
  }

  private void fact(String name, String value) {
    html.raw("<div>").in("dt", name).in("dd", value).raw("</div>");
  }

  private String time() {
    return ReportJson.time(page.report().started()).substring(0, 16).replace('T', ' ') + " UTC";
  }
}
