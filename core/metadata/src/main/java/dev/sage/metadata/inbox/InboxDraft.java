package dev.sage.metadata.inbox;

import dev.sage.contract.Policy;
import dev.sage.spi.Language;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// An inbox as an administrator wants it.
///
/// @param contract whose current version holds for what arrives
/// @param zone of its senders of whom nothing is expected
public record InboxDraft(
    String name,
    String description,
    UUID contract,
    Optional<String> folder,
    Optional<String> daemon,
    Optional<String> catalog,
    Optional<String> delivery,
    Optional<Policy.OnError> onError,
    Language language,
    ZoneId zone,
    int priority,
    Duration deadline,
    Duration settle,
    boolean active) {

  /// A sender as an administrator wants it.
  public record SenderDraft(
      String name,
      Optional<String> pattern,
      Optional<String> email,
      boolean active,
      Optional<ExpectedDraft> expected) {}

  /// When a sender is to have sent.
  public record ExpectedDraft(Set<DayOfWeek> days, LocalTime until, ZoneId zone) {
    public ExpectedDraft {
      days = Set.copyOf(days);
    }
  }
}
