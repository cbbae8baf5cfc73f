package dev.sage.engine;

import dev.sage.contract.Catalog;
import dev.sage.contract.Compression;
import dev.sage.contract.Contract;
import dev.sage.contract.CsvFormat;
import dev.sage.contract.DeliveryPackage;
import dev.sage.contract.DeliveryPackage.PackageFormat;
import dev.sage.contract.ExcelFormat;
import dev.sage.contract.FileFormat;
import dev.sage.contract.JsonFormat;
import dev.sage.contract.NdjsonFormat;
import dev.sage.contract.ParquetFormat;
import dev.sage.contract.Rule;
import dev.sage.engine.delivery.DataFile;
import dev.sage.engine.delivery.Delivery;
import dev.sage.engine.delivery.FileKind;
import dev.sage.engine.delivery.Inflated;
import dev.sage.engine.format.Names;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which files of a delivery are which catalog.
///
/// @param delivery the package that is delivered; empty for a single catalog
/// @param assignments one for each catalog that should be there
/// @param unknown names of members that belong to no catalog
record DeliveryPlan(
    Optional<DeliveryPackage> delivery, List<Assignment> assignments, List<String> unknown) {

  /// A catalog and its files, in the order in which they are read as one; none: it is missing.
  ///
  /// @param sheets names of its sheet, the first that is there; none: the first sheet, or no
  ///   workbook
  record Assignment(Catalog catalog, List<DataFile> files, List<String> sheets) {
    Assignment {
      files = List.copyOf(files);
      sheets = List.copyOf(sheets);
    }

    boolean hasSeveralFiles() {
      return files.size() > 1;
    }
  }

  /// Whether there is nothing but one file, or sheet, to be read: what is wrong with it is wrong
  /// with all.
  boolean isOneFile() {
    return assignments.size() == 1 && assignments.getFirst().files().size() == 1;
  }

  /// Rules over all catalogs.
  List<Rule> packageRules() {
    return delivery.map(DeliveryPackage::rules).orElse(List.of());
  }

  static DeliveryPlan of(
      Contract contract, Delivery delivered, Optional<String> catalog, Optional<String> delivery) {
    Chooser chooser = new Chooser(contract, delivered);
    if (catalog.isPresent()) {
      return chooser.single(chooser.catalog(catalog.get()), Optional.empty());
    }
    if (delivery.isPresent()) {
      return chooser.whole(chooser.delivery(delivery.get()));
    }
    return delivered.isZip() ? chooser.whole(chooser.onlyZip()) : chooser.singleFile();
  }

  /// Finds out what a delivery is.
  private record Chooser(Contract contract, Delivery delivered) {

    Catalog catalog(String id) {
      return contract
          .catalog(id)
          .orElseThrow(() -> unknown("catalog", id, contract.catalogs().keySet()));
    }

    DeliveryPackage delivery(String id) {
      return Optional.ofNullable(contract.packages().get(id))
          .orElseThrow(() -> unknown("package", id, contract.packages().keySet()));
    }

    DeliveryPackage onlyZip() {
      List<DeliveryPackage> zips =
          contract.packages().values().stream()
              .filter(p -> p.format() == PackageFormat.ZIP)
              .toList();
      return switch (zips.size()) {
        case 1 -> zips.getFirst();
        case 0 ->
            throw ambiguous(
                "%s es un ZIP, y el contrato no tiene ningún paquete ZIP. Nombre uno de sus catálogos con --catalog: %s",
                "%s is a ZIP, but the contract has no ZIP package. Name one of its catalogs with --catalog: %s",
                contract.catalogs().keySet());
        default ->
            throw ambiguous(
                "%s puede ser de varios paquetes ZIP del contrato; elija uno con --package: %s",
                "%s could be of any of several ZIP packages of the contract; choose one with --package: %s",
                zips.stream().map(DeliveryPackage::id).toList());
      };
    }

    /// @param es with places for the delivered file and for the ids
    private SageException ambiguous(String es, String en, Collection<String> ids) {
      Object[] shown = {delivered.name(), String.join(", ", ids)};
      return new SageException(
          ErrorCode.CATALOG_AMBIGUOUS, new Message(es.formatted(shown), en.formatted(shown)));
    }

    private SageException several(List<Catalog> candidates) {
      return ambiguous(
          "%s puede ser de varios catálogos; elija uno con --catalog: %s",
          "%s could be any of several catalogs; choose one with --catalog: %s",
          candidates.stream().map(Catalog::id).toList());
    }

    DeliveryPlan singleFile() {
      List<Catalog> all = List.copyOf(contract.catalogs().values());
      List<Catalog> candidates =
          firstNotEmpty(
              all.stream().filter(c -> !c.files().isGlob() && isNamed(c)).toList(),
              all.stream().filter(this::isNamed).toList(),
              all.stream().filter(c -> mayBe(c.format())).toList(),
              all);
      Optional<DeliveryPackage> workbook = workbookOf(candidates);
      if (workbook.isPresent()) {
        return whole(workbook.get());
      }
      if (candidates.size() != 1) {
        throw several(candidates);
      }
      Catalog catalog = candidates.getFirst();
      return single(catalog, packageOf(catalog));
    }

    private boolean isNamed(Catalog catalog) {
      return CatalogFiles.isNamed(catalog, delivered.name());
    }

    @SafeVarargs
    private static <T> List<T> firstNotEmpty(List<T>... lists) {
      for (List<T> list : lists) {
        if (!list.isEmpty()) {
          return list;
        }
      }
      return List.of();
    }

    /// Whether the delivered file looks like one of this format.
    private boolean mayBe(FileFormat format) {
      DataFile file = Inflated.of(delivered.files().getFirst(), Compression.AUTO);
      String ending = Names.ending(file.name());
      return switch (FileKind.of(file)) {
        case ZIP, OLE -> format instanceof ExcelFormat;
        case PARQUET -> format instanceof ParquetFormat;
        case OTHER ->
            switch (format) {
              case CsvFormat _ -> !List.of("json", "ndjson", "jsonl").contains(ending);
              case JsonFormat _ -> ending.equals("json");
              case NdjsonFormat _ -> List.of("ndjson", "jsonl").contains(ending);
              case ExcelFormat _, ParquetFormat _ -> false;
            };
      };
    }

    /// The one workbook whose sheets these catalogs are.
    private Optional<DeliveryPackage> workbookOf(List<Catalog> catalogs) {
      List<String> ids = catalogs.stream().map(Catalog::id).toList();
      List<DeliveryPackage> workbooks =
          contract.packages().values().stream()
              .filter(Chooser::hasSheets)
              .filter(p -> p.catalogs().containsAll(ids))
              .toList();
      return workbooks.size() == 1 ? Optional.of(workbooks.getFirst()) : Optional.empty();
    }

    private static boolean hasSheets(DeliveryPackage delivery) {
      return delivery.format() == PackageFormat.EXCEL && delivery.catalogs().size() > 1;
    }

    /// The contract's own word; else, for one sheet of several, the catalog's name or id.
    private List<String> sheets(Catalog catalog) {
      if (!(catalog.format() instanceof ExcelFormat excel)) {
        return List.of();
      }
      if (excel.sheet().isPresent()) {
        return List.of(excel.sheet().get());
      }
      boolean oneOfSeveral =
          contract.packages().values().stream()
              .anyMatch(p -> hasSheets(p) && p.catalogs().contains(catalog.id()));
      return oneOfSeveral ? List.of(catalog.name(), catalog.id()) : List.of();
    }

    private Assignment assigned(Catalog catalog, List<DataFile> files) {
      return new Assignment(catalog, files, sheets(catalog));
    }

    /// The one package that consists of this single catalog, if there is one: its rules hold too.
    private Optional<DeliveryPackage> packageOf(Catalog catalog) {
      List<DeliveryPackage> all =
          contract.packages().values().stream()
              .filter(p ->
                  p.format() != PackageFormat.ZIP && p.catalogs().equals(List.of(catalog.id())))
              .toList();
      return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    DeliveryPlan single(Catalog catalog, Optional<DeliveryPackage> delivery) {
      return new DeliveryPlan(
          delivery, List.of(assigned(catalog, onlyOrNamed(catalog))), List.of());
    }

    private List<DataFile> onlyOrNamed(Catalog catalog) {
      return delivered.files().size() == 1 ? delivered.files() : named(catalog);
    }

    private List<DataFile> named(Catalog catalog) {
      return CatalogFiles.of(catalog, delivered.files());
    }

    DeliveryPlan whole(DeliveryPackage delivery) {
      if (!delivered.isZip() && delivery.catalogs().size() == 1) {
        return single(catalog(delivery.catalogs().getFirst()), Optional.of(delivery));
      }
      boolean workbook = delivery.format() == PackageFormat.EXCEL;
      List<Assignment> assignments = new ArrayList<>();
      Map<String, Catalog> owners = new HashMap<>();
      for (String id : delivery.catalogs()) {
        Catalog catalog = catalog(id);
        List<DataFile> files = workbook ? onlyOrNamed(catalog) : named(catalog);
        for (DataFile file : files) {
          Catalog owner = owners.putIfAbsent(file.name(), catalog);
          if (owner != null && !workbook) {
            requireTwoSheets(file, owner, catalog);
          }
        }
        assignments.add(assigned(catalog, files));
      }
      List<String> unknown =
          delivered.files().stream()
              .map(DataFile::name)
              .filter(name -> !owners.containsKey(name))
              .toList();
      return new DeliveryPlan(Optional.of(delivery), assignments, unknown);
    }

    /// A file that two catalogs take is one for neither, unless each takes another sheet of it.
    private static void requireTwoSheets(DataFile file, Catalog one, Catalog other) {
      boolean sheets =
          one.format() instanceof ExcelFormat a
              && other.format() instanceof ExcelFormat b
              && !a.sheet().equals(b.sheet());
      if (!sheets) {
        throw new SageException(
            ErrorCode.CATALOG_AMBIGUOUS,
            new Message(
                "El archivo %s encaja en dos catálogos: %s (%s) y %s (%s). Cambie en el contrato el 'filename' de uno."
                    .formatted(
                        file.baseName(), one.id(), one.filename(), other.id(), other.filename()),
                "The file %s fits two catalogs: %s (%s) and %s (%s). Change the 'filename' of one in the contract."
                    .formatted(
                        file.baseName(), one.id(), one.filename(), other.id(), other.filename())));
      }
    }

    private static SageException unknown(String kind, String id, Set<String> known) {
      return new SageException(
          ErrorCode.USAGE,
          "The contract has no %s «%s». It has: %s".formatted(kind, id, String.join(", ", known)));
    }
  }
}
