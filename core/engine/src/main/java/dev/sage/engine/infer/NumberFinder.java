package dev.sage.engine.infer;

import dev.sage.contract.Reading;
import dev.sage.spi.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Finds out whether texts are numbers, and what separates their digits.
///
/// @param habit the decimal separator of other columns
record NumberFinder(DistinctTexts texts, Optional<Character> habit) {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[9.,' \u00a0\u202f]*9[.,]?([eE][+-]?9)?");
  private static final Set<Character> THOUSANDS = Set.of('.', ',', '\'', ' ', '\u00a0', '\u202f');

  /// Whether a text with such runs of digits may be a number.
  static boolean isNumberLike(String shape) {
    return NUMBER.matcher(shape).matches();
  }

  Optional<Typed> find(List<String> shapes) {
    if (!shapes.stream().allMatch(NumberFinder::isNumberLike)) {
      return Optional.empty();
    }
    Set<Character> marks = marks(shapes);
    return switch (marks.size()) {
      case 0 -> digits(shapes);
      case 1 -> one(marks.iterator().next(), shapes);
      case 2 -> two(List.copyOf(marks));
      default -> Optional.empty();
    };
  }

  private static Set<Character> marks(List<String> shapes) {
    Set<Character> marks = new TreeSet<>();
    for (String shape : shapes) {
      shape.chars().filter(c -> THOUSANDS.contains((char) c)).forEach(c -> marks.add((char) c));
    }
    return marks;
  }

  /// What begins with a zero is a code; so is what is too long for a number of 64 bits.
  private Optional<Typed> digits(List<String> shapes) {
    if (shapes.stream().anyMatch(shape -> shape.matches(".*[eE].*"))) {
      return decimal('.', Optional.empty());
    }
    return texts.any("regexp_matches(s, '^[+-]?0[0-9]')")
        ? Optional.empty()
        : whole(Reading.DEFAULT);
  }

  private Optional<Typed> one(char mark, List<String> shapes) {
    if (mark != '.' && mark != ',') {
      // Telephone numbers have their digits in groups, too, but all the same ones.
      return shapes.size() > 1 ? whole(Typed.marks('.', Optional.of(mark))) : Optional.empty();
    }
    boolean twice =
        shapes.stream().anyMatch(shape -> shape.chars().filter(c -> c == mark).count() > 1);
    if (twice) {
      return grouped(mark);
    }
    Optional<Typed> decimal = decimal(mark, Optional.empty());
    return decimal.isPresent() && looksGrouped(mark)
        ? Optional.of(either(mark, decimal.get()))
        : decimal;
  }

  /// Whether every mark has three digits behind it, as one of thousands has.
  private boolean looksGrouped(char mark) {
    String inClass = "[" + mark + "]";
    return texts.all(
        "(NOT contains(s, '%s') OR regexp_matches(s, '^[+-]?[1-9][0-9]{0,2}%s[0-9]{3}$'))"
            .formatted(mark, inClass));
  }

  /// `1,234` may be more than a thousand, or little more than one.
  private Typed either(char mark, Typed decimal) {
    Optional<Typed> thousands = grouped(mark);
    if (thousands.isEmpty() || habit.filter(other -> other == mark).isPresent()) {
      return decimal;
    }
    if (habit.isPresent()) {
      return thousands.get();
    }
    boolean bare = texts.any("regexp_matches(s, '^[+-]?[0-9]{4,}$')");
    return mark == '.' || bare
        ? decimal.asDoubtful(Notes.decimalOrThousands(mark, true))
        : thousands.get().asDoubtful(Notes.decimalOrThousands(mark, false));
  }

  private Optional<Typed> grouped(char mark) {
    return whole(Typed.marks(mark == '.' ? ',' : '.', Optional.of(mark)));
  }

  private Optional<Typed> two(List<Character> marks) {
    return twoAs(marks.get(0), marks.get(1)).or(() -> twoAs(marks.get(1), marks.get(0)));
  }

  private Optional<Typed> twoAs(char decimal, char thousands) {
    return decimal == '.' || decimal == ','
        ? decimal(decimal, Optional.of(thousands))
        : Optional.empty();
  }

  private Optional<Typed> whole(Reading reading) {
    return texts.are(ValueType.WHOLE, reading)
        ? Optional.of(Typed.of(ValueType.WHOLE, reading))
        : Optional.empty();
  }

  private Optional<Typed> decimal(char mark, Optional<Character> thousands) {
    Reading reading = Typed.marks(mark, thousands);
    return type(mark).filter(type -> texts.are(type, reading)).map(type -> Typed.of(type, reading));
  }

  /// How many digits there are before and behind the mark.
  private record Digits(int before, int most, int least) {}

  /// With room: other files have larger values. What has as many digits behind the mark in every
  /// value has no more of them elsewhere.
  private Optional<ValueType> type(char mark) {
    Digits digits = digits(mark);
    boolean fixed = digits.most() == digits.least() && texts.count() >= ColumnStudy.ENOUGH;
    int scale = fixed ? digits.most() : digits.most() + 2;
    if (texts.any("regexp_matches(s, '[eE]')")) {
      return Optional.of(ValueType.DECIMAL);
    }
    if (digits.before() + 3 + scale <= 18) {
      return Optional.of(new ValueType.Decimal(18, scale));
    }
    int most = ValueType.Decimal.MAX_PRECISION;
    if (digits.before() <= most - 9 && scale <= 9) {
      return Optional.of(ValueType.DECIMAL);
    }
    int room = Math.min(scale, most - digits.before());
    return room < digits.most() || room < 0
        ? Optional.empty()
        : Optional.of(new ValueType.Decimal(most, room));
  }

  private Digits digits(char mark) {
    String before = "regexp_replace(split_part(s, '%s', 1), '^0+|[^0-9]', '', 'g')".formatted(mark);
    String behind = "split_part(s, '%s', 2)".formatted(mark);
    return texts
        .session()
        .query(
            "SELECT max(length(%1$s)), max(length(%2$s)), min(length(%2$s)) FROM %3$s WHERE %4$s"
                .formatted(before, behind, texts.table(), texts.where()),
            row -> new Digits(row.getInt(1), row.getInt(2), row.getInt(3)))
        .getFirst();
  }
}
