package dev.sage.engine.report.html;

import dev.sage.contract.Catalog;
import dev.sage.contract.Contract;
import dev.sage.engine.report.CatalogResult;
import dev.sage.engine.report.Figures;
import dev.sage.engine.report.Formulas;
import dev.sage.engine.report.Report;
import dev.sage.spi.Language;
import dev.sage.spi.Message;
import dev.sage.spi.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a page is about, and the words that its parts share.
///
/// @param contract whose names and descriptions are shown
/// @param files names of the files beside the page
record Page(Report report, Contract contract, List<String> files, Language language) {
  private static final int LONGEST_NAME = 120;

  Page {
    files = List.copyOf(files);
  }

  String say(String es, String en) {
    return new Message(es, en).in(language);
  }

  String number(long number) {
    return Figures.grouped(number, language);
  }

  /// `1 registro`, `1.234 registros`.
  String records(long count) {
    return number(count)
        + (count == 1 ? say(" registro", " record") : say(" registros", " records"));
  }

  /// What people call a catalog.
  String name(String catalog) {
    return contract
        .catalog(catalog)
        .map(Catalog::name)
        .filter(name -> !name.isBlank())
        .orElse(catalog);
  }

  /// The file that a catalog came in.
  String file(String catalog) {
    return report.catalogs().stream()
        .filter(result -> result.catalog().equals(catalog))
        .map(CatalogResult::file)
        .findFirst()
        .orElseGet(() -> name(catalog));
  }

  /// A name from a file as it may stand in a cell.
  static String cell(String name) {
    return Formulas.defused(Html.cut(name, LONGEST_NAME));
  }

  /// A column as a sender can find it: with its place, where the file has no header.
  String column(String catalog, String column) {
    Optional<Catalog> headless = contract.catalog(catalog).filter(c -> !c.format().header());
    int place = headless.map(known -> known.indexOf(column)).orElse(-1);
    String name = cell(column);
    return place < 0 ? name : name + " (col. " + (place + 1) + ")";
  }

  /// Whether a reader needs to be told which file something is about.
  boolean severalFiles() {
    return report.catalogs().size() + report.missingFiles().size() > 1
        || report.catalogs().stream().anyMatch(catalog -> !catalog.files().isEmpty());
  }

  /// An error, a warning or a note, as a coloured word.
  void badge(Html html, String severity) {
    html.in("span class=\"badge " + severity + "\"", severity(severity));
  }

  private String severity(String word) {
    return switch (Severity.valueOf(word.toUpperCase(Locale.ROOT))) {
      case ERROR -> say("Error", "Error");
      case WARNING -> say("Aviso", "Warning");
      case MESSAGE -> say("Nota", "Note");
    };
  }

  /// With a capital and a full stop.
  static String sentence(String words) {
    if (words.isEmpty()) {
      return words;
    }
    int first = words.offsetByCodePoints(0, 1);
    boolean ends = ".!?…:".indexOf(words.charAt(words.length() - 1)) >= 0;
    String capital = words.substring(0, first).toUpperCase(Locale.ROOT);
    return capital + words.substring(first) + (ends ? "" : ".");
  }
}
