package dev.sage.server.desk;

import java.util.Optional;
import java.util.UUID;

/// Ids in texts.
final class Ids {
  private Ids() {}

  static Optional<UUID> parse(String text) {
    try {
      return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
