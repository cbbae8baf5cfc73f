package dev.sage.worker;

import dev.sage.contract.Policy;
import dev.sage.spi.Language;
import java.util.Optional;
import java.util.UUID;

/// What a worker is told: a small message, which can come more than once and late. Everything large
/// is in the store, under the execution: `contract.yaml` and the input.
///
/// @param attempt how often somebody was told to do this execution, this time included; the fencing
///   token is at least this
/// @param contractName the file name of the contract, for reports
/// @param contractSha256 of the bytes that the store must hold as `contract.yaml`
/// @param input the delivered file
/// @param catalog the catalog to read it as; empty: found out
/// @param delivery the package to read it as; empty: found out
/// @param onError overrides the contract's policy
/// @param language of the messages in the report
/// @param corrects the execution whose rejects this delivery corrects; empty: none
/// @param origin who sent it through what, for the report
public record WorkOrder(
    UUID execution,
    long attempt,
    String contractName,
    String contractSha256,
    Input input,
    Optional<String> catalog,
    Optional<String> delivery,
    Optional<Policy.OnError> onError,
    Language language,
    Optional<UUID> corrects,
    Origin origin) {
  public WorkOrder {
    if (attempt < 1) {
      throw new IllegalArgumentException("Attempts count from 1.");
    }
  }

  /// A file in the store.
  ///
  /// @param sourceExecution under which it is kept: this execution, or an earlier one of the same
  ///   delivery
  /// @param filename its own name; in the store it is `input/<filename>`
  public record Input(UUID sourceExecution, String filename) {}

  /// Where a delivery came from.
  public record Origin(Optional<UUID> inbox, Optional<UUID> sender) {
    public static final Origin NONE = new Origin(Optional.empty(), Optional.empty());
  }
}
