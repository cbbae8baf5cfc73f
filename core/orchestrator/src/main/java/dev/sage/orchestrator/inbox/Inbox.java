package dev.sage.orchestrator.inbox;

import dev.sage.contract.Policy;
import dev.sage.spi.Language;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Where one kind of delivery arrives.
///
/// @param contract the current version of its contract
/// @param folder the local folder that is watched; empty: only uploads
/// @param senders who may send; none: anybody
/// @param daemon the only daemon that may take files of the folder; empty: any
/// @param settle how long size and time of a file must stay the same before it is taken
public record Inbox(
    UUID id,
    String name,
    ContractVersion contract,
    Optional<Path> folder,
    List<Sender> senders,
    Optional<String> daemon,
    Optional<String> catalog,
    Optional<String> delivery,
    Optional<Policy.OnError> onError,
    Language language,
    int priority,
    Duration deadline,
    Duration settle) {
  public Inbox {
    senders = List.copyOf(senders);
  }

  /// A contract as it was at some time.
  ///
  /// @param name of the contract
  /// @param sha256 of its bytes
  public record ContractVersion(UUID id, String name, int version, String sha256, byte[] yaml) {}
}
