package dev.sage.orchestrator.inbox;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Finds out who sent a file of an inbox: by the folder it lies in, else by its name.
final class Senders {
  private Senders() {}

  /// Who sent it; empty when nobody who may send did, and the inbox says who may.
  static Optional<Origin> of(Inbox inbox, Found file) {
    if (inbox.senders().isEmpty()) {
      return Optional.of(new Origin(Optional.empty()));
    }
    return byFolder(inbox.senders(), file)
        .or(() -> byName(inbox.senders(), file))
        .map(sender -> new Origin(Optional.of(sender)));
  }

  private static Optional<Sender> byFolder(List<Sender> senders, Found file) {
    int slash = file.path().indexOf('/');
    String folder = slash < 0 ? "" : file.path().substring(0, slash);
    return senders.stream().filter(sender -> sender.name().equals(folder)).findFirst();
  }

  /// Only what lies in the inbox itself: a folder of nobody's stays nobody's.
  private static Optional<Sender> byName(List<Sender> senders, Found file) {
    if (file.path().contains("/")) {
      return Optional.empty();
    }
    return senders.stream().filter(sender -> matches(sender, file.filename())).findFirst();
  }

  private static boolean matches(Sender sender, String filename) {
    return sender
        .pattern()
        .map(pattern ->
            FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(Path.of(filename)))
        .orElse(false);
  }

  /// Where a file comes from.
  ///
  /// @param sender empty: anybody may send
  record Origin(Optional<Sender> sender) {}
}
