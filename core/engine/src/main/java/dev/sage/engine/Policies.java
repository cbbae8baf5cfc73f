package dev.sage.engine;

import dev.sage.contract.Catalog;
import dev.sage.contract.DeliveryPackage;
import dev.sage.contract.Policy;
import java.util.Optional;

/// Which policy holds: the package's over the catalog's, and the command line over both.
final class Policies {
  private final ExecutionRequest request;
  private final DeliveryPlan plan;

  Policies(ExecutionRequest request, DeliveryPlan plan) {
    this.request = request;
    this.plan = plan;
  }

  /// The one of the package, if it has one: then it judges the delivery as a whole.
  Optional<Policy> whole() {
    return plan.delivery().flatMap(DeliveryPackage::policy).map(this::overridden);
  }

  /// The one that holds for a catalog's rows.
  Policy of(String catalog) {
    return whole()
        .orElseGet(() ->
            overridden(
                request
                    .contract()
                    .catalog(catalog)
                    .flatMap(Catalog::policy)
                    .orElse(Policy.DEFAULT)));
  }

  /// For what belongs to no catalog that was read.
  Policy general() {
    return overridden(Policy.DEFAULT);
  }

  private Policy overridden(Policy policy) {
    return request
        .onError()
        .map(onError -> new Policy(onError, policy.maxErrors(), policy.maxErrorRatio()))
        .orElse(policy);
  }
}
