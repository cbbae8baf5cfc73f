package dev.sage.server.admin;

import java.util.List;

/// Where accepted rows of a catalog are landed, by the current contract of an inbox.
///
/// @param id in the contract
public record MaterializationView(
    String inbox,
    String catalog,
    String id,
    String destination,
    String table,
    String strategy,
    List<String> naturalKey,
    String schemaMode) {
  public MaterializationView {
    naturalKey = List.copyOf(naturalKey);
  }
}
