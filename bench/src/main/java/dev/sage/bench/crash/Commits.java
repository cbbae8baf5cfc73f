package dev.sage.bench.crash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HashSet;
import java.util.Set;

/// Knows which messages of one connection commit. Drivers parse a statement once and bind it often.
final class Commits {
  private static final String COMMIT = "COMMIT";

  /// Names under which it was parsed.
  private final Set<String> names = new HashSet<>();

  boolean by(int type, byte[] message) {
    return switch (type) {
      case 'Q' -> text(message, 0).equals(COMMIT);
      case 'P' -> parsed(text(message, 0), message);
      case 'B' -> names.contains(text(message, text(message, 0).length() + 1));
      default -> false;
    };
  }

  private boolean parsed(String name, byte[] message) {
    if (text(message, name.length() + 1).equals(COMMIT)) {
      names.add(name);
    } else {
      names.remove(name);
    }
    return false;
  }

  /// Up to the next zero.
  private static String text(byte[] message, int from) {
    int end = from;
    while (end < message.length && message[end] != 0) {
      end++;
    }
    return new String(message, from, end - from, ISO_8859_1);
  }
}
