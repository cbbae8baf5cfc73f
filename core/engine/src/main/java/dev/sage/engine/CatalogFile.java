package dev.sage.engine;

import dev.sage.contract.Catalog;
import dev.sage.contract.Rule;
import dev.sage.engine.finish.Finisher;
import dev.sage.engine.format.RecordFile;
import dev.sage.engine.report.FileFinding;
import dev.sage.engine.split.FileShape;
import dev.sage.engine.stage.CatalogChecks;
import dev.sage.engine.stage.FileColumns;
import dev.sage.engine.stage.Stager;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/// A data file of a catalog, opened: which of its columns holds which field, and how its parts are
/// staged.
///
/// @param findings about its columns
record CatalogFile(
    String name,
    RecordFile records,
    FileColumns columns,
    List<FileFinding> findings,
    Stager stager) {
  CatalogFile {
    findings = List.copyOf(findings);
  }

  /// @param packageRules that look at it later
  /// @param directory where its parts are staged
  static CatalogFile of(
      Catalog catalog,
      CatalogChecks checks,
      List<Rule> packageRules,
      String name,
      RecordFile records,
      Path directory) {
    FileShape shape = records.shape();
    if (shape.blank()) {
      FileColumns columns = inOrder(catalog.fields().size());
      Stager stager = stager(catalog, columns, checks, packageRules, directory);
      return new CatalogFile(name, records, columns, List.of(), stager);
    }
    ColumnMapping mapping = new ColumnMapping(catalog, name, shape);
    Stager stager = stager(catalog, mapping.columns(), checks, packageRules, directory);
    return new CatalogFile(name, records, mapping.columns(), mapping.findings(), stager);
  }

  private static FileColumns inOrder(int width) {
    return new FileColumns(width, IntStream.range(0, width).boxed().toList());
  }

  static Stager stager(
      Catalog catalog,
      FileColumns columns,
      CatalogChecks checks,
      List<Rule> packageRules,
      Path directory) {
    return new Stager(
        catalog, columns, checks, Finisher.quotedFields(catalog, packageRules), directory);
  }

  /// Where the parts of a catalog's file are, in the directory for parts.
  ///
  /// @param catalog place of the catalog in the execution
  /// @param file place of the file in the catalog
  /// @param several whether the catalog has several files
  static String folder(int catalog, int file, boolean several) {
    String name = "catalog-%03d".formatted(catalog);
    return several ? name + "/file-%04d".formatted(file) : name;
  }
}
