package dev.sage.engine;

import dev.sage.contract.Catalog;
import dev.sage.contract.Contract;
import dev.sage.contract.DeliveryPackage;
import dev.sage.contract.DeliveryPackage.PackageFormat;
import dev.sage.engine.delivery.DataFile;
import dev.sage.engine.delivery.Delivery;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which file of a delivery is which catalog.
///
/// @param delivery the package that is delivered; empty for a single catalog
/// @param assignments one for each catalog that should be there
/// @param unknown names of members that belong to no catalog
record DeliveryPlan(
    Optional<DeliveryPackage> delivery, List<Assignment> assignments, List<String> unknown) {

  /// A catalog and its file; empty where it is missing.
  record Assignment(Catalog catalog, Optional<DataFile> file) {}

  static DeliveryPlan of(
      Contract contract, Delivery delivered, Optional<String> catalog, Optional<String> delivery) {
    Chooser chooser = new Chooser(contract, delivered);
    if (catalog.isPresent()) {
      return chooser.single(chooser.catalog(catalog.get()), Optional.empty());
    }
    if (delivery.isPresent()) {
      return chooser.whole(chooser.delivery(delivery.get()));
    }
    return delivered.isZip() ? chooser.whole(chooser.onlyZip()) : chooser.singleByName();
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
            throw new SageException(
                ErrorCode.CATALOG_AMBIGUOUS,
                delivered.name()
                    + " is a ZIP, but the contract has no ZIP package. Name one of its catalogs with"
                    + " --catalog: "
                    + String.join(", ", contract.catalogs().keySet()));
        default ->
            throw new SageException(
                ErrorCode.CATALOG_AMBIGUOUS,
                "The contract has several ZIP packages; choose one with --package: "
                    + String.join(", ", zips.stream().map(DeliveryPackage::id).toList()));
      };
    }

    DeliveryPlan singleByName() {
      List<Catalog> named =
          contract.catalogs().values().stream()
              .filter(c -> c.filename().equalsIgnoreCase(delivered.name()))
              .toList();
      List<Catalog> candidates =
          named.isEmpty() ? List.copyOf(contract.catalogs().values()) : named;
      if (candidates.size() != 1) {
        throw new SageException(
            ErrorCode.CATALOG_AMBIGUOUS,
            "%s could be any of several catalogs; choose one with --catalog: %s"
                .formatted(
                    delivered.name(),
                    String.join(", ", candidates.stream().map(Catalog::id).toList())));
      }
      Catalog catalog = candidates.getFirst();
      return single(catalog, packageOf(catalog));
    }

    /// The one package that consists of this single catalog, if there is one: its rules hold too.
    private Optional<DeliveryPackage> packageOf(Catalog catalog) {
      List<DeliveryPackage> all =
          contract.packages().values().stream()
              .filter(p ->
                  p.format() == PackageFormat.CSV && p.catalogs().equals(List.of(catalog.id())))
              .toList();
      return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    DeliveryPlan single(Catalog catalog, Optional<DeliveryPackage> delivery) {
      Optional<DataFile> file =
          delivered.files().size() == 1
              ? Optional.of(delivered.files().getFirst())
              : member(catalog);
      return new DeliveryPlan(delivery, List.of(new Assignment(catalog, file)), List.of());
    }

    DeliveryPlan whole(DeliveryPackage delivery) {
      if (!delivered.isZip() && delivery.catalogs().size() == 1) {
        return single(catalog(delivery.catalogs().getFirst()), Optional.of(delivery));
      }
      List<Assignment> assignments = new ArrayList<>();
      Set<String> used = new HashSet<>();
      for (String id : delivery.catalogs()) {
        Catalog catalog = catalog(id);
        Optional<DataFile> file = member(catalog);
        file.ifPresent(f -> used.add(f.name()));
        assignments.add(new Assignment(catalog, file));
      }
      List<String> unknown =
          delivered.files().stream().map(DataFile::name).filter(n -> !used.contains(n)).toList();
      return new DeliveryPlan(Optional.of(delivery), assignments, unknown);
    }

    private Optional<DataFile> member(Catalog catalog) {
      return delivered.files().stream()
          .filter(file -> file.baseName().equalsIgnoreCase(catalog.filename()))
          .findFirst();
    }

    private static SageException unknown(String kind, String id, Set<String> known) {
      return new SageException(
          ErrorCode.USAGE,
          "The contract has no %s «%s». It has: %s".formatted(kind, id, String.join(", ", known)));
    }
  }
}
