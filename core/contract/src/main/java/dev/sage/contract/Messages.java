package dev.sage.contract;

import dev.sage.spi.Message;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// Sentences that several readers say.
final class Messages {
  private static final int SHOWN = 60;
  private static final int LISTED = 12;

  private static final Map<String, String> HOMES =
      Map.of(
          "delimiter", "file_format",
          "header", "file_format",
          "quote", "file_format",
          "escape", "file_format",
          "encoding", "file_format",
          "on_error", "policy",
          "max_errors", "policy",
          "max_error_ratio", "policy");

  private Messages() {}

  /// A name of the contract, quoted, cut if it is long.
  static String quoted(String text) {
    String line = text.replace('\n', ' ').replace('\r', ' ');
    int length = line.codePointCount(0, line.length());
    return length <= SHOWN
        ? "'" + line + "'"
        : "'" + line.substring(0, line.offsetByCodePoints(0, SHOWN)) + "…'";
  }

  /// The message, and what the author may have meant, or else what there is.
  static Message suggest(Message message, String word, Collection<String> candidates) {
    return suggest(message, Nearest.of(word, candidates), candidates);
  }

  static Message suggest(Message message, Optional<String> nearest, Collection<String> candidates) {
    return nearest
        .map(near ->
            plus(
                message,
                " ¿Quiso decir " + quoted(near) + "?",
                " Did you mean " + quoted(near) + "?"))
        .orElseGet(() -> list(message, candidates));
  }

  /// Like [#suggest], and where a key belongs that stands in the wrong place.
  static Message suggestKey(Message message, String key, Collection<String> known) {
    String home = HOMES.get(key);
    if (home == null) {
      return suggest(message, key, known);
    }
    String path = quoted(home + "." + key);
    return plus(message, " Su sitio es " + path + ".", " It belongs in " + path + ".");
  }

  private static Message list(Message message, Collection<String> candidates) {
    if (candidates.isEmpty()) {
      return message;
    }
    String some =
        String.join(", ", candidates.stream().limit(LISTED).map(Messages::quoted).toList());
    String more = candidates.size() > LISTED ? ", …" : ".";
    return plus(message, " Se acepta: " + some + more, " Accepted: " + some + more);
  }

  private static Message plus(Message message, String es, String en) {
    return new Message(message.es() + es, message.en() + en);
  }
}
