package dev.sage.contract.rule;

import dev.sage.spi.Message;

/// A pattern of Python's `re`, translated to RE2 with the same meaning for texts.
public final class PythonPattern {
  static final int MAX_LENGTH = 5_000;

  /// How a text is compared with a pattern.
  public enum Mode {
    /// `re.search`: anywhere.
    SEARCH,
    /// `re.match`: at the start.
    MATCH,
    /// `re.fullmatch`: the whole text.
    FULL
  }

  /// What came of reading a pattern.
  public sealed interface Parsed {
    record Good(PythonPattern pattern) implements Parsed {}

    record Bad(Message message) implements Parsed {}
  }

  private final String text;
  private final Mode mode;
  private final String re2;

  private PythonPattern(String text, Mode mode, String re2) {
    this.text = text;
    this.mode = mode;
    this.re2 = re2;
  }

  /// Never throws, whatever the text.
  public static Parsed parse(String text, Mode mode) {
    return parse(text, mode, false);
  }

  /// @param ignoreCase as with `re.IGNORECASE`
  public static Parsed parse(String text, Mode mode, boolean ignoreCase) {
    try {
      if (text.length() > MAX_LENGTH) {
        throw new PatternException("demasiado largo.", "too long.");
      }
      RegexParser parser = new RegexParser(text, ignoreCase);
      RegexNode tree = parser.parse();
      return new Parsed.Good(
          new PythonPattern(text, mode, RegexWriter.write(tree, mode, parser.ignoresCase())));
    } catch (PatternException e) {
      return new Parsed.Bad(e.reason());
    }
  }

  /// As the author wrote it.
  public String text() {
    return text;
  }

  public Mode mode() {
    return mode;
  }

  /// The pattern for RE2's unanchored search, without options.
  public String re2() {
    return re2;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PythonPattern that && that.re2.equals(re2) && that.text.equals(text);
  }

  @Override
  public int hashCode() {
    return re2.hashCode();
  }

  @Override
  public String toString() {
    return mode + " " + text;
  }
}
