package dev.sage.engine;

import dev.sage.contract.Catalog;
import dev.sage.contract.Contract;
import dev.sage.contract.CsvFormat;
import dev.sage.contract.DeliveryPackage;
import dev.sage.contract.FileFormat;
import dev.sage.contract.Rule;
import dev.sage.engine.disk.DiskFailure;
import dev.sage.engine.plan.PartPlan;
import dev.sage.engine.plan.PlannedFile;
import dev.sage.engine.plan.PlannedPart;
import dev.sage.engine.rule.RuleCompiler;
import dev.sage.engine.split.Dialect;
import dev.sage.engine.split.Fault;
import dev.sage.engine.split.Part;
import dev.sage.engine.split.PartListener;
import dev.sage.engine.split.Splitter;
import dev.sage.engine.split.TextForm;
import dev.sage.engine.stage.CatalogChecks;
import dev.sage.engine.stage.Stager;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How the parts of a planned file are staged where there is nothing else of the delivery.
///
/// @param directory where they are staged
record FileStaging(
    Catalog catalog, PlannedFile file, Stager stager, String fingerprint, Path directory) {

  static FileStaging of(Contract contract, PartPlan plan, PlannedFile file, Path directory) {
    Catalog catalog = contract.catalog(file.catalog()).orElseThrow(FileStaging::otherContract);
    RuleCompiler now = new RuleCompiler(LocalDateTime.ofInstant(plan.started(), ZoneOffset.UTC));
    Stager stager =
        CatalogFile.stager(
            catalog,
            file.columns(),
            CatalogChecks.of(catalog, file.limits(), now),
            packageRules(contract, plan),
            directory);
    int first = file.parts().isEmpty() ? 0 : file.parts().getFirst().number();
    String fingerprint =
        Fingerprint.of(file.sha256(), first, plan.partBytes(), file.limits(), stager);
    return new FileStaging(catalog, file, stager, fingerprint, directory);
  }

  private static List<Rule> packageRules(Contract contract, PartPlan plan) {
    return plan.delivery()
        .flatMap(id -> Optional.ofNullable(contract.packages().get(id)))
        .map(DeliveryPackage::rules)
        .orElse(List.of());
  }

  private static SageException otherContract() {
    return new SageException(
        ErrorCode.EXECUTION_MISMATCH,
        "The delivery was split by another contract. Split it again.");
  }

  /// The part as it is staged.
  ///
  /// @param source its bytes in the delivered file, or else its text
  Part text(PlannedPart part, Path source) {
    return file.pieces().map(form -> cut(part, source, form)).orElseGet(() -> part.of(source));
  }

  private Part cut(PlannedPart part, Path source, TextForm form) {
    Found found = new Found();
    Splitter.ofPiece(
            source,
            form,
            dialect(catalog.format()),
            catalog.fields().size(),
            file.columns().width(),
            directory)
        .split(found);
    delete(source);
    if (found.parts.size() != 1 || found.parts.getFirst().records() != part.records()) {
      throw new SageException(
          ErrorCode.CONSERVATION,
          "Part %d of the catalog '%s' has other records than when the delivery was split."
              .formatted(part.number(), catalog.id()));
    }
    return part.of(found.parts.getFirst().file());
  }

  private static Dialect dialect(FileFormat format) {
    if (format instanceof CsvFormat csv) {
      return Dialect.of(csv);
    }
    throw otherContract();
  }

  private static void delete(Path source) {
    try {
      Files.delete(source);
    } catch (IOException e) {
      throw DiskFailure.of("The bytes of a part, " + source + ", cannot be deleted", e);
    }
  }

  /// Records that are malformed are told of when the delivery is finished.
  private static final class Found implements PartListener {
    private final List<Part> parts = new ArrayList<>();

    @Override
    public void part(Part part) {
      parts.add(part);
    }

    @Override
    public void fault(Fault fault) {}
  }
}
