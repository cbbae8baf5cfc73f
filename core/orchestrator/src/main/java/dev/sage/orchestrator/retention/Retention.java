package dev.sage.orchestrator.retention;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What is known of executions and deliveries, as far as it says what may go. Everything goes by
/// one clock. Several may use it at a time.
public interface Retention {
  /// Decides that the files of some executions go: of those that ended longer than `age` ago, the
  /// oldest first. Not of one that a younger execution or delivery refers to, because it does it
  /// again, corrects it or has the same content. From now on nobody can have them done again.
  List<UUID> expire(Duration age, int most);

  /// How each of some ids stands under which files are stored.
  Map<UUID, Standing> standing(Collection<UUID> stored);

  /// Forgets deliveries that were recorded longer than `age` ago, with their executions: those
  /// whose files went a day ago or earlier and to which no younger one refers. Files that still lie
  /// where they arrived are not forgotten.
  ///
  /// @return how many; `most` at most, for each of what was accepted and what was not
  int forget(Duration age, int most);

  /// What is known of an id.
  enum Standing {
    /// An execution or an upload.
    KEPT,
    /// An execution whose files are to go.
    EXPIRED,
    UNKNOWN
  }
}
