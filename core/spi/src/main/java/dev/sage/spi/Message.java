package dev.sage.spi;

/// One text for users, in both languages. Neither may be empty.
public record Message(String es, String en) {
  public Message {
    if (es.isEmpty() || en.isEmpty()) {
      throw new IllegalArgumentException("A message needs both languages.");
    }
  }

  public String in(Language language) {
    return switch (language) {
      case ES -> es;
      case EN -> en;
    };
  }
}
