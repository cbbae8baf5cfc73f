package dev.sage.contract.rule.syntax;

/// A word of a rule.
///
/// @param text as written; for a text literal or a name in quotes, its value
/// @param start 0-based position of its first `char`
/// @param end position after its last
public record Token(Kind kind, String text, int start, int end) {
  public enum Kind {
    NAME,
    /// A name in quotes, which only the plain spelling has.
    FIELD,
    NUMBER,
    TEXT,
    SIGN,
    END
  }

  public boolean is(String sign) {
    return (kind == Kind.SIGN || kind == Kind.NAME) && text.equals(sign);
  }

  /// Whether it is this word of the plain spelling, in any case.
  public boolean isWord(String word) {
    return kind == Kind.NAME && text.equalsIgnoreCase(word);
  }
}
