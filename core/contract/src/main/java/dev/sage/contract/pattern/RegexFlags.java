package dev.sage.contract.pattern;

/// What `(?ismaux)` says.
record RegexFlags(
    boolean ignoreCase, boolean dotAll, boolean multiline, boolean ascii, boolean verbose) {
  static final String LETTERS = "ismaux";

  /// @param flag one of [#LETTERS]
  RegexFlags with(char flag, boolean on) throws PatternException {
    if (!on && (flag == 'a' || flag == 'u')) {
      throw new PatternException("`-a` y `-u` no existen.", "there is no `-a` and no `-u`.");
    }
    return switch (flag) {
      case 'i' -> new RegexFlags(on, dotAll, multiline, ascii, verbose);
      case 's' -> new RegexFlags(ignoreCase, on, multiline, ascii, verbose);
      case 'm' -> new RegexFlags(ignoreCase, dotAll, on, ascii, verbose);
      case 'a' -> new RegexFlags(ignoreCase, dotAll, multiline, true, verbose);
      case 'u' -> new RegexFlags(ignoreCase, dotAll, multiline, false, verbose);
      default -> new RegexFlags(ignoreCase, dotAll, multiline, ascii, on);
    };
  }
}
