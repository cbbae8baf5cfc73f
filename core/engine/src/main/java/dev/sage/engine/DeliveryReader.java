package dev.sage.engine;

import dev.sage.contract.Catalog;
import dev.sage.contract.Rule;
import dev.sage.engine.DeliveryPlan.Assignment;
import dev.sage.engine.disk.DiskFailure;
import dev.sage.engine.format.OpenFiles;
import dev.sage.engine.load.Loading;
import dev.sage.engine.report.FileFinding;
import dev.sage.engine.report.FindingTables;
import dev.sage.engine.rule.RuleCompiler;
import dev.sage.spi.ColumnLimit;
import dev.sage.spi.FindingCode;
import dev.sage.spi.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Reads the catalogs of a delivery, one after the other, and has what that takes.
///
/// @param work where parts are written
/// @param sizes how large parts are
/// @param memoryBytes what an engine may use that a format needs
record DeliveryReader(
    OpenFiles files,
    Path work,
    PartSizes sizes,
    long memoryBytes,
    StagingPool pool,
    FindingTables tables,
    RuleCompiler compiler,
    List<Rule> packageRules,
    Loading loading,
    Progress progress) {
  DeliveryReader {
    packageRules = List.copyOf(packageRules);
  }

  /// @param index place of the catalog in the execution
  /// @param alone whether the delivery is but one file: then what is wrong with it is thrown
  /// @param limits what destinations cannot hold, by field
  ReadCatalog read(
      int index, Assignment assignment, boolean alone, Map<String, List<ColumnLimit>> limits) {
    return new CatalogReading(this, index, assignment, alone, limits).read();
  }

  Path directory(String name) {
    try {
      return Files.createDirectories(work.resolve(name));
    } catch (IOException e) {
      throw DiskFailure.of("The directory for parts cannot be made in " + work, e);
    }
  }

  /// What a missing member means.
  static FileFinding missing(Catalog catalog) {
    boolean several = catalog.files().isGlob();
    String es =
        several
            ? "en la entrega no hay ningún archivo «%s»"
            : "falta el archivo «%s» en la entrega";
    String en =
        several ? "no file in the delivery is «%s»" : "the file «%s» is missing in the delivery";
    return new FileFinding(
        catalog.id(),
        catalog.filename(),
        FindingCode.MEMBER_MISSING,
        FindingCode.MEMBER_MISSING.severity(),
        "",
        "",
        new Message(es.formatted(catalog.filename()), en.formatted(catalog.filename())));
  }

  /// What a member means that belongs to no catalog.
  static FileFinding unknown(String member) {
    return new FileFinding(
        "",
        member,
        FindingCode.MEMBER_UNKNOWN,
        FindingCode.MEMBER_UNKNOWN.severity(),
        "",
        "",
        new Message(
            "el archivo «%s» no está en el contrato; no se lee".formatted(member),
            "the file «%s» is not in the contract; it is not read".formatted(member)));
  }
}
