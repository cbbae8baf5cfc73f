package dev.sage.engine.infer;

import dev.sage.contract.Reading;
import dev.sage.spi.Message;
import dev.sage.spi.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds the type of a column: the narrowest that all of its texts are values of. A guess costs a
/// question to the engine, so only what the shapes of the texts allow is asked.
///
/// @param name of the column, which may tell a date from a number
/// @param habit the decimal separator of other columns
record TypeFinder(DistinctTexts texts, String name, Optional<Character> habit) {
  /// What stands for nothing in any column.
  private static final List<String> NULLS =
      List.of(
          "null",
          "\\n",
          "n/a",
          "#n/a",
          "#n/d",
          "(null)",
          "<null>",
          "[null]",
          "nan",
          "nil",
          "none",
          "nulo",
          "<na>",
          "#¡valor!",
          "#value!",
          "#ref!",
          "#¡ref!",
          "#div/0!",
          "#¡div/0!");

  /// What does so only where all the rest are numbers, dates or the like.
  private static final List<String> GAPS =
      List.of(
          "na",
          "n.a.",
          "n.a",
          "nd",
          "n.d.",
          "n/d",
          "s/d",
          "sin dato",
          "sin datos",
          "-",
          "--",
          "---",
          "?",
          ".",
          "*",
          "0000-00-00",
          "00/00/0000",
          "00-00-0000");

  private static final Set<String> CLEAR = Set.of("true", "false", "verdadero", "falso");
  private static final Set<String> YES = Set.of("true", "verdadero", "si", "sí", "yes");
  private static final Set<String> NO = Set.of("false", "falso", "no");
  private static final Set<String> LETTERS = Set.of("s", "n", "y", "t", "f");
  private static final int LONGEST = 64;

  /// From this share on a type is worth a word though it does not hold.
  private static final double NEARLY = 0.9;

  Typed find() {
    Optional<Typed> all = typed(texts);
    if (all.isPresent()) {
      return all.get();
    }
    List<String> nulls = texts.among(NULLS);
    List<String> gaps = new ArrayList<>(nulls);
    gaps.addAll(texts.among(GAPS));
    return typedBut(gaps).orElseGet(() -> text(nulls));
  }

  private Optional<Typed> typedBut(List<String> gaps) {
    return gaps.isEmpty()
        ? Optional.empty()
        : typed(texts.without(gaps)).map(typed -> typed.withNulls(gaps));
  }

  private Optional<Typed> typed(DistinctTexts among) {
    if (among.count() == 0 || among.longest() > LONGEST) {
      return Optional.empty();
    }
    List<String> exact = isPlausible(among.first()) ? among.exactShapes() : List.of();
    List<String> shapes = DistinctTexts.shapes(exact);
    return shapes.isEmpty()
        ? Optional.empty()
        : bool(among, shapes)
            .or(() -> new DateFinder(among, name).find(exact))
            .or(() -> new NumberFinder(among, habit).find(shapes));
  }

  /// Whether some of the texts look like values of a type: mostly they do not, and the others need
  /// no look.
  private static boolean isPlausible(DistinctTexts some) {
    List<String> shapes = DistinctTexts.shapes(some.exactShapes());
    return some.count() == 0
        || (!shapes.isEmpty()
            && (shapes.stream().allMatch(DateFinder::isDateLike)
                || shapes.stream().allMatch(NumberFinder::isNumberLike)
                || lower(shapes).stream().allMatch(TypeFinder::isTruth)));
  }

  private static boolean isTruth(String word) {
    return YES.contains(word) || NO.contains(word);
  }

  /// Words only: of 1 and 0 nobody knows what they mean.
  private static Optional<Typed> bool(DistinctTexts among, List<String> shapes) {
    Set<String> words = lower(shapes);
    boolean known = words.stream().allMatch(TypeFinder::isTruth);
    boolean both = words.stream().anyMatch(YES::contains) && words.stream().anyMatch(NO::contains);
    return known && (both || CLEAR.containsAll(words)) && among.are(ValueType.BOOL, Reading.DEFAULT)
        ? Optional.of(Typed.of(ValueType.BOOL))
        : Optional.empty();
  }

  private static Set<String> lower(List<String> shapes) {
    return shapes.stream().map(shape -> shape.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  private Typed text(List<String> nulls) {
    Reading reading = new Reading(texts.padded(), nulls, List.of(), '.', Optional.empty());
    List<Message> notes = new ArrayList<>();
    if (texts.count() > 0 && texts.longest() <= LONGEST) {
      List<String> shapes = DistinctTexts.shapes(texts.exactShapes());
      hint(shapes).ifPresent(notes::add);
    }
    return new Typed(ValueType.TEXT, reading, false, notes);
  }

  /// What somebody who knows the column may make of it.
  private Optional<Message> hint(List<String> shapes) {
    Set<String> words = lower(shapes);
    if (words.size() == 2 && LETTERS.containsAll(words)) {
      return Optional.of(Notes.maybeBool());
    }
    if (!shapes.isEmpty()
        && shapes.stream().allMatch(s -> s.matches("9[/.-]9[/.-]9( 9:9(:9)?)?"))) {
      return Optional.of(Notes.looseDate());
    }
    if (shapes.equals(List.of("9"))) {
      return Optional.of(
          texts.any("regexp_matches(s, '^0[0-9]')") ? Notes.leadingZeros() : Notes.tooManyDigits());
    }
    return nearly();
  }

  private Optional<Message> nearly() {
    long all = texts.records();
    for (ValueType type : List.of(ValueType.DECIMAL, ValueType.DATE_TIME)) {
      DistinctTexts some = texts.first();
      if (some.records(type, Reading.DEFAULT) < some.records() * NEARLY) {
        continue;
      }
      long good = texts.records(type, Reading.DEFAULT);
      boolean coded = texts.any("regexp_matches(s, '^[+-]?0[0-9]+$')");
      if (good < all && good >= all * NEARLY && !coded) {
        return Optional.of(Notes.nearly(type, all - good, all));
      }
    }
    return Optional.empty();
  }
}
