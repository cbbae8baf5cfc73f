package dev.sage.engine.report.html;

import dev.sage.engine.report.Report;

/// Links to the complete files, and what each is good for.
final class FileSection {
  private static final String REASONS = ".errors.csv";

  private final Page page;
  private final Html html;

  FileSection(Page page, Html html) {
    this.page = page;
    this.html = html;
  }

  void write() {
    html.in(
        "section class=\"card\" aria-labelledby=\"files\"",
        () -> {
          html.in("h2 id=\"files\"", page.say("Archivos completos", "Complete files"));
          html.in(
              "p",
              page.say(
                  "Están en la misma carpeta que este informe.",
                  "They are in the same folder as this report."));
          html.in("ul class=\"links\"", this::links);
        });
    html.raw("\n");
  }

  /// What people open first comes first.
  private void links() {
    page.files().stream().filter(FileSection::isRejects).forEach(this::file);
    page.files().stream().filter(name -> !isRejects(name)).forEach(this::file);
  }

  private static boolean isRejects(String name) {
    return name.startsWith("rejects/");
  }

  private void file(String name) {
    html.in("li", () -> html.link(name).in("span", purpose(name)));
  }

  private String purpose(String name) {
    if (name.endsWith(REASONS)) {
      return page.say(
          "Por qué se rechazó cada registro, con su línea. Se abre con una hoja de cálculo.",
          "Why each record was rejected, with its line. Opens in a spreadsheet.");
    }
    return switch (name) {
      case "findings.parquet" ->
          page.say("Todos los hallazgos, para programas.", "Every finding, for programs.");
      case "finding_records.parquet" ->
          page.say(
              "Los registros que señalan las reglas sobre el archivo entero, para programas.",
              "The records that rules over a whole file name, for programs.");
      case "report.json" -> page.say("Este informe, para programas.", "This report, for programs.");
      default -> rejects();
    };
  }

  private String rejects() {
    Report report = page.report();
    return report.landed()
        ? page.say(
            "Los registros rechazados, tal como llegaron: corríjalos aquí y envíe este archivo.",
            "The rejected records as they came: correct them here and send this file.")
        : page.say(
            "Los registros rechazados, tal como llegaron, para encontrarlos en su archivo.",
            "The rejected records as they came, to find them in your file.");
  }
}
