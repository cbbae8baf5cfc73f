package dev.sage.testing.orchestrator;

import dev.sage.orchestrator.inbox.Inbox;
import dev.sage.orchestrator.inbox.Inboxes;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The inboxes of [MemoryMetadata].
public record MemoryInboxes(MemoryMetadata metadata) implements Inboxes {
  @Override
  public List<Inbox> servedBy(String daemon) {
    return metadata.inboxes().stream()
        .filter(inbox -> inbox.daemon().map(daemon::equals).orElse(true))
        .toList();
  }

  @Override
  public Optional<Inbox> find(UUID id) {
    return metadata.inboxes().stream().filter(inbox -> inbox.id().equals(id)).findFirst();
  }
}
