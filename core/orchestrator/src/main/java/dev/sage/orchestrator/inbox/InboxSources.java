package dev.sage.orchestrator.inbox;

import java.io.IOException;

/// Opens what an inbox watches.
@FunctionalInterface
public interface InboxSources {
  InboxSource open(Inbox inbox) throws IOException;

  /// Local folders.
  InboxSources LOCAL = inbox -> new LocalFolder(inbox.folder().orElseThrow());
}
