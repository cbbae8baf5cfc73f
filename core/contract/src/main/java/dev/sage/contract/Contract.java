package dev.sage.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a delivery must look like: checked, typed, immutable. Made by [ContractLoader].
///
/// @param catalogs by id, in the order of the contract
/// @param packages by id, in the order of the contract
/// @param materializations by id, in the order of the contract; empty when the contract names none
public record Contract(
    String name,
    String description,
    String version,
    String author,
    Map<String, Catalog> catalogs,
    Map<String, DeliveryPackage> packages,
    List<Materialization> materializations) {
  public Contract {
    catalogs = Ordered.copy(catalogs);
    packages = Ordered.copy(packages);
    materializations = List.copyOf(materializations);
  }

  public Optional<Catalog> catalog(String id) {
    return Optional.ofNullable(catalogs.get(id));
  }
}
