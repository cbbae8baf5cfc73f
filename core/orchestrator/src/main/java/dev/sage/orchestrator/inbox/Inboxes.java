package dev.sage.orchestrator.inbox;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The inboxes that there are, as a daemon and the server see them.
public interface Inboxes {
  /// The active ones that watch something and that this daemon may serve.
  List<Inbox> servedBy(String daemon);

  /// An active inbox.
  Optional<Inbox> find(UUID inbox);
}
