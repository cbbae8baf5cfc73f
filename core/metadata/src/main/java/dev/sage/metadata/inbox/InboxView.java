package dev.sage.metadata.inbox;

import dev.sage.metadata.inbox.InboxDraft.SenderDraft;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// An inbox as it is.
///
/// @param revision grows with every change of it or its senders; who edits says which one it saw
public record InboxView(
    UUID id,
    long revision,
    InboxDraft inbox,
    String contractName,
    int contractVersion,
    List<SenderView> senders,
    Instant created,
    Instant updated) {
  public InboxView {
    senders = List.copyOf(senders);
  }

  /// A sender as it is.
  public record SenderView(UUID id, SenderDraft sender) {}
}
