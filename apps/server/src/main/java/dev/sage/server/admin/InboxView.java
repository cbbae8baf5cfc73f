package dev.sage.server.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// An inbox as the API shows it.
///
/// @param contract the name of a published one; its current version holds
/// @param delivery the package to read deliveries as
/// @param deadline how long an execution may run: `30m`
/// @param settle how long a file of the folder must stay the same before it is taken: `5s`
/// @param revision grows with every change: the ETag
public record InboxView(
    UUID id,
    String name,
    String description,
    String contract,
    Optional<String> folder,
    Optional<String> daemon,
    Optional<String> catalog,
    @JsonProperty("package") Optional<String> delivery,
    Optional<String> onError,
    String language,
    String zone,
    int priority,
    String deadline,
    String settle,
    boolean active,
    List<SenderView> senders,
    long revision,
    Instant createdAt,
    Instant updatedAt) {
  public InboxView {
    senders = List.copyOf(senders);
  }

  /// Who may send.
  ///
  /// @param pattern a glob for the names of its files
  public record SenderView(
      Optional<UUID> id,
      String name,
      Optional<String> pattern,
      Optional<String> email,
      Optional<Boolean> active,
      Optional<ExpectationView> expectation) {}

  /// When a sender is to have sent.
  ///
  /// @param days 1 Monday to 7 Sunday
  /// @param until `07:00`
  /// @param zone `America/Lima`
  public record ExpectationView(List<Integer> days, String until, String zone) {
    public ExpectationView {
      days = List.copyOf(days);
    }
  }
}
