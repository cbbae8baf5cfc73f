package dev.sage.contract.pattern;

/// What marks ask of a place in a text.
final class RegexMarks {
  private RegexMarks() {}

  static boolean holds(RegexNode.Kind kind, int[] text, int at) {
    return switch (kind) {
      case START -> at == 0;
      case END -> at == text.length;
      case DOLLAR -> at == text.length || (at == text.length - 1 && text[at] == '\n');
      case LINE_START -> at == 0 || text[at - 1] == '\n';
      case LINE_END -> at == text.length || text[at] == '\n';
      case BOUNDARY -> isEdge(CodePoints.WORD, text, at);
      case NO_BOUNDARY -> text.length > 0 && !isEdge(CodePoints.WORD, text, at);
      case ASCII_BOUNDARY -> isEdge(CodePoints.ASCII_WORD, text, at);
      case ASCII_NO_BOUNDARY -> text.length > 0 && !isEdge(CodePoints.ASCII_WORD, text, at);
    };
  }

  private static boolean isEdge(CodePoints word, int[] text, int at) {
    boolean before = at > 0 && word.contains(text[at - 1]);
    boolean after = at < text.length && word.contains(text[at]);
    return before != after;
  }
}
