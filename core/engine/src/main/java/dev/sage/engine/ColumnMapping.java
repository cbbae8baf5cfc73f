package dev.sage.engine;

import dev.sage.contract.Catalog;
import dev.sage.contract.Field;
import dev.sage.engine.format.FileFindings;
import dev.sage.engine.report.FileFinding;
import dev.sage.engine.split.FileShape;
import dev.sage.engine.stage.FileColumns;
import dev.sage.spi.FindingCode;
import dev.sage.spi.Message;
import dev.sage.spi.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Finds each field's column in a file, and says what is missing and what is too much.
final class ColumnMapping {
  private static final int MOST_NAMED = 30;

  private final Catalog catalog;
  private final String file;
  private final FileShape shape;
  private final List<FileFinding> findings = new ArrayList<>();
  private final FileColumns columns;

  ColumnMapping(Catalog catalog, String file, FileShape shape) {
    this.catalog = catalog;
    this.file = file;
    this.shape = shape;
    this.columns = catalog.format().header() ? byName() : byPosition();
  }

  FileColumns columns() {
    return columns;
  }

  List<FileFinding> findings() {
    return List.copyOf(findings);
  }

  private FileColumns byName() {
    List<String> names = shape.header().stream().map(ColumnMapping::folded).toList();
    List<Integer> positions = new ArrayList<>();
    for (var field : catalog.fields()) {
      int position = names.indexOf(folded(field.name()));
      positions.add(position);
      if (position < 0) {
        missing(field.name());
      }
    }
    for (int i = 0; i < names.size(); i++) {
      if (!positions.contains(i)) {
        FileFindings.extra(catalog, file, shape.header().get(i)).ifPresent(findings::add);
      }
    }
    return new FileColumns(shape.width(), positions);
  }

  private FileColumns byPosition() {
    int fields = catalog.fields().size();
    if (shape.width() != fields) {
      add(
          FindingCode.COLUMN_COUNT,
          Severity.ERROR,
          "",
          Integer.toString(shape.width()),
          new Message(
              "el archivo tiene %d columnas y se esperaban %d: %s"
                  .formatted(shape.width(), fields, expected()),
              "the file has %d columns and %d were expected: %s"
                  .formatted(shape.width(), fields, expected())));
    }
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < fields; i++) {
      positions.add(i < shape.width() ? i : -1);
    }
    return new FileColumns(shape.width(), positions);
  }

  /// The columns by their names, in their order.
  private String expected() {
    String names =
        catalog.fields().stream()
            .limit(MOST_NAMED)
            .map(Field::name)
            .collect(Collectors.joining(", "));
    return catalog.fields().size() > MOST_NAMED ? names + ", …" : names;
  }

  private void missing(String field) {
    add(
        FindingCode.COLUMN_MISSING,
        Severity.ERROR,
        field,
        "",
        new Message(
            "falta la columna «%s»; añádala, con ese nombre en el encabezado".formatted(field),
            "column “%s” is missing; add it, with that name in the header".formatted(field)));
  }

  private void add(
      FindingCode code, Severity severity, String column, String value, Message message) {
    findings.add(new FileFinding(catalog.id(), file, code, severity, column, value, message));
  }

  private static String folded(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
