package dev.sage.engine.infer;

import dev.sage.engine.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The one form that all texts of a column have: `V-` and five digits.
///
/// @param pattern in the letters of a contract
record TextShape(String pattern) {
  /// As many groups as the engine takes out of a text.
  private static final int MOST_RUNS = 9;

  private static final int LONGEST = 64;

  /// Letters alone are a form where there are few of them, as in a currency.
  private static final int MOST_LETTERS = 5;

  private static final int SURE = 3;
  private static final String HEX = "[0-9a-fA-F]";
  private static final String UUID = "^%1$s{8}-%1$s{4}-%1$s{4}-%1$s{4}-%1$s{12}$".formatted(HEX);

  /// A run of characters of one class, or one character that is in all texts.
  ///
  /// @param kind `A`, `a`, `9`, or the character itself
  private record Piece(char kind, boolean run) {
    String group() {
      return switch (run ? kind : 0) {
        case 'A' -> "([A-Z]+)";
        case 'a' -> "([a-z]+)";
        case '9' -> "([0-9]+)";
        default -> literal(String.valueOf(kind));
      };
    }
  }

  /// What a run holds in all texts.
  private record Extent(int least, int most, String first, String last) {
    boolean isFixed() {
      return least == most;
    }

    boolean isConstant() {
      return first.equals(last);
    }
  }

  static Optional<TextShape> of(DistinctTexts texts) {
    if (texts.count() == 0 || texts.longest() > LONGEST) {
      return Optional.empty();
    }
    if (texts.all("regexp_full_match(s, " + Sql.literal(UUID) + ")")) {
      return Optional.of(new TextShape(UUID));
    }
    DistinctTexts some = texts.first();
    List<String> forms =
        texts
            .session()
            .query(
                "SELECT DISTINCT regexp_replace(regexp_replace(regexp_replace(s, '[A-Z]+', 'A', 'g'), '[a-z]+', 'a', 'g'), '[0-9]+', '9', 'g') AS form FROM %s WHERE %s LIMIT 2"
                    .formatted(some.table(), some.where()),
                row -> row.getString(1));
    return forms.size() == 1 ? of(texts, pieces(forms.getFirst())) : Optional.empty();
  }

  boolean matches(String text) {
    return Pattern.matches(pattern, text);
  }

  private static List<Piece> pieces(String form) {
    return form.chars()
        .mapToObj(c -> new Piece((char) c, c == 'A' || c == 'a' || c == '9'))
        .toList();
  }

  private static Optional<TextShape> of(DistinctTexts texts, List<Piece> pieces) {
    long runs = pieces.stream().filter(Piece::run).count();
    boolean plain = pieces.stream().noneMatch(piece -> Character.isISOControl(piece.kind()));
    if (runs == 0 || runs > MOST_RUNS || !plain) {
      return Optional.empty();
    }
    String groups = groups(pieces);
    if (!texts.all("regexp_full_match(s, " + groups + ")")) {
      return Optional.empty();
    }
    List<Extent> extents = extents(texts, groups, (int) runs);
    boolean digits = pieces.stream().anyMatch(piece -> piece.run() && piece.kind() == '9');
    return digits || isCode(texts, pieces, extents)
        ? Optional.of(new TextShape(pattern(pieces, extents)))
        : Optional.empty();
  }

  private static boolean isCode(DistinctTexts texts, List<Piece> pieces, List<Extent> extents) {
    int letters = extents.stream().mapToInt(Extent::most).sum();
    return texts.count() >= SURE
        && pieces.stream().allMatch(piece -> piece.run() && piece.kind() == 'A')
        && letters <= MOST_LETTERS
        && extents.stream().allMatch(Extent::isFixed);
  }

  /// SQL of a pattern with a group for each run.
  private static String groups(List<Piece> pieces) {
    StringBuilder groups = new StringBuilder("^");
    pieces.forEach(piece -> groups.append(piece.group()));
    return Sql.literal(groups.append('$').toString());
  }

  private static List<Extent> extents(DistinctTexts texts, String expression, int runs) {
    List<String> columns =
        IntStream.rangeClosed(1, runs)
            .mapToObj(i ->
                "min(length(%1$s)), max(length(%1$s)), min(%1$s), max(%1$s)"
                    .formatted("regexp_extract(s, %s, %d)".formatted(expression, i)))
            .toList();
    return texts
        .session()
        .query(
            "SELECT %s FROM %s WHERE %s"
                .formatted(String.join(", ", columns), texts.table(), texts.where()),
            row -> {
              List<Extent> extents = new ArrayList<>();
              for (int i = 0; i < runs; i++) {
                extents.add(
                    new Extent(
                        row.getInt(4 * i + 1),
                        row.getInt(4 * i + 2),
                        row.getString(4 * i + 3),
                        row.getString(4 * i + 4)));
              }
              return extents;
            })
        .getFirst();
  }

  private static String pattern(List<Piece> pieces, List<Extent> extents) {
    StringBuilder pattern = new StringBuilder("^");
    int run = 0;
    for (Piece piece : pieces) {
      pattern.append(piece.run() ? piece(piece, extents.get(run++)) : piece.group());
    }
    return pattern.append('$').toString();
  }

  /// Letters that are always the same belong to the form; digits may just be this year's.
  private static String piece(Piece piece, Extent extent) {
    if (piece.kind() != '9' && extent.isConstant()) {
      return extent.first();
    }
    String group = piece.group();
    String one = group.substring(1, group.length() - 2);
    return extent.isFixed()
        ? one + (extent.least() == 1 ? "" : "{" + extent.least() + "}")
        : one + "+";
  }

  private static String literal(String text) {
    return ".^$*+?{}[]\\|()".contains(text) ? "\\" + text : text;
  }
}
