package dev.sage.contract.pattern;

import dev.sage.spi.Message;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A pattern of Python's `re`: translated to RE2 where that means the same for every text, and
/// otherwise matched by trying one way after the other, as Python does, for a limited number of
/// steps.
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

  /// Whether a text matches.
  public enum Answer {
    NO,
    YES,
    /// It was not known after 1,000,000 steps and 20 more for each character, or with more than
    /// 500,000 ways left to try: the same for the same text, always.
    TOO_LONG
  }

  /// What came of reading a pattern.
  public sealed interface Parsed {
    record Good(PythonPattern pattern) implements Parsed {}

    record Bad(Message message) implements Parsed {}
  }

  private final String text;
  private final Mode mode;
  private final boolean ignoreCase;
  private final RegexProgram program;
  private final @Nullable String re2;

  private PythonPattern(
      String text, Mode mode, boolean ignoreCase, RegexProgram program, @Nullable String re2) {
    this.text = text;
    this.mode = mode;
    this.ignoreCase = ignoreCase;
    this.program = program;
    this.re2 = re2;
  }

  /// Never throws, whatever the text.
  public static Parsed parse(String text, Mode mode) {
    return parse(text, mode, false);
  }

  /// @param ignoreCase as with `re.IGNORECASE`
  public static Parsed parse(String text, Mode mode, boolean ignoreCase) {
    try {
      return new Parsed.Good(read(text, mode, ignoreCase));
    } catch (PatternException e) {
      return new Parsed.Bad(e.reason());
    }
  }

  private static PythonPattern read(String text, Mode mode, boolean ignoreCase)
      throws PatternException {
    if (text.length() > MAX_LENGTH) {
      throw new PatternException("demasiado largo.", "too long.");
    }
    RegexParser parser = new RegexParser(text, ignoreCase);
    RegexNode tree = parser.parse();
    RegexProgram program = RegexProgram.of(tree, parser.groups());
    Optional<String> re2 = RegexWriter.write(tree, mode, parser.ignoresCase());
    return new PythonPattern(text, mode, ignoreCase, program, re2.orElse(null));
  }

  /// As the author wrote it.
  public String text() {
    return text;
  }

  public Mode mode() {
    return mode;
  }

  /// The pattern for RE2's unanchored search, without options; empty where RE2 cannot say it.
  public Optional<String> re2() {
    return Optional.ofNullable(re2);
  }

  /// Without RE2. Never throws, and ends soon.
  public Answer match(String value) {
    return RegexMachine.match(program, mode, value);
  }

  /// All that it is as one text, for [#ofCode].
  public String code() {
    return mode.name().charAt(0) + (ignoreCase ? "i" : "-") + text;
  }

  /// The pattern that has this [#code].
  public static PythonPattern ofCode(String code) {
    Mode mode =
        switch (code.charAt(0)) {
          case 'S' -> Mode.SEARCH;
          case 'M' -> Mode.MATCH;
          default -> Mode.FULL;
        };
    try {
      return read(code.substring(2), mode, code.charAt(1) == 'i');
    } catch (PatternException e) {
      throw new IllegalArgumentException("not the code of a pattern", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PythonPattern that && that.code().equals(code());
  }

  @Override
  public int hashCode() {
    return code().hashCode();
  }

  @Override
  public String toString() {
    return mode + " " + text;
  }
}
