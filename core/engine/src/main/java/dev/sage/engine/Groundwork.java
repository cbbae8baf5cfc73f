package dev.sage.engine;

import dev.sage.contract.Catalog;
import dev.sage.contract.Materialization;
import dev.sage.engine.DeliveryPlan.Assignment;
import dev.sage.engine.delivery.Delivery;
import dev.sage.engine.load.Landing;
import dev.sage.spi.ColumnLimit;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What comes before the reading of a delivery: which of its files are which catalog, and where
/// their rows go. Destinations are asked before a byte is read: what they refuse costs nothing.
record Groundwork(Delivery delivery, DeliveryPlan plan, Landing landing) implements AutoCloseable {

  static Groundwork of(ExecutionRequest request, Destinations destinations) {
    Delivery delivery = Delivery.open(request.data());
    try {
      DeliveryPlan plan =
          DeliveryPlan.of(request.contract(), delivery, request.catalog(), request.delivery());
      requireLookedUp(plan);
      return new Groundwork(delivery, plan, landing(request, plan, destinations));
    } catch (RuntimeException e) {
      delivery.close();
      throw e;
    }
  }

  private static void requireLookedUp(DeliveryPlan plan) {
    List<String> there = plan.assignments().stream().map(a -> a.catalog().id()).toList();
    for (Assignment assignment : plan.assignments()) {
      for (String id : assignment.catalog().transform().otherCatalogs()) {
        if (!there.contains(id)) {
          throw new SageException(
              ErrorCode.USAGE,
              "The transformations of '%s' look into the catalog '%s', which does not come with this delivery. Deliver both in a package."
                  .formatted(assignment.catalog().id(), id));
        }
      }
    }
  }

  private static Landing landing(
      ExecutionRequest request, DeliveryPlan plan, Destinations destinations) {
    Map<String, Catalog> catalogs = new LinkedHashMap<>();
    plan.assignments().forEach(a -> catalogs.put(a.catalog().id(), a.catalog()));
    return Landing.prepare(
        request.load() ? materializations(request, plan) : List.of(),
        catalogs,
        destinations::connect);
  }

  private static List<Materialization> materializations(
      ExecutionRequest request, DeliveryPlan plan) {
    if (!request.materializations().isEmpty()) {
      return request.materializations();
    }
    return request.contract().materializations().isEmpty()
        ? plan.assignments().stream().map(a -> Landing.byDefault(a.catalog())).toList()
        : request.contract().materializations();
  }

  /// What destinations cannot hold of the values of a catalog, by field; of those that
  /// transformations make, it is asked when they are made.
  Map<String, List<ColumnLimit>> limits(Catalog catalog) {
    return catalog.transform().isEmpty() ? landing.limits(catalog) : Map.of();
  }

  @Override
  public void close() {
    try (delivery) {
      landing.close();
    }
  }
}
