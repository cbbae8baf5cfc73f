package dev.sage.engine.infer;

import dev.sage.contract.DeliveryPackage.PackageFormat;
import dev.sage.spi.Message;
import java.util.List;
import java.util.Optional;

/// A whole contract as it is proposed.
///
/// @param source the delivered file's name
/// @param delivery the package that its catalogs come in; empty for a single one
/// @param notes what there is to say about the delivery
record Proposal(
    String name,
    String source,
    List<ProposedCatalog> catalogs,
    Optional<ProposedPackage> delivery,
    List<Message> notes) {
  Proposal {
    catalogs = List.copyOf(catalogs);
    notes = List.copyOf(notes);
  }

  record ProposedPackage(String id, PackageFormat format) {}
}
