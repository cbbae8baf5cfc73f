package dev.sage.engine.infer;

import dev.sage.contract.Constraints;
import dev.sage.contract.Field;
import dev.sage.contract.pattern.PythonPattern;
import dev.sage.engine.sql.Session;
import dev.sage.spi.Message;
import dev.sage.spi.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Proposes the fields of one sample, column by column.
///
/// A constraint is proposed where the sample is large enough to make it more than chance; how large
/// is in docs/how-to/infer-a-contract.md.
final class ColumnStudy {
  /// Fewer values than this prove nothing.
  static final int ENOUGH = 10;

  /// So many different values are no chance, whatever the column is called.
  private static final int PLENTY = 1_000;

  private static final int MOST_CHOICES = 20;
  private static final int LONGEST_CHOICE = 30;

  /// Up to three words, one of them with a letter.
  private static final Pattern CHOICE = Pattern.compile("(?=.*\\p{L})[^\\s,]+(?: [^\\s,]+){0,2}");

  /// So often each choice is there, on average.
  private static final int REPEATED = 5;

  private static final int LONGEST_CODE = 64;

  /// Fewer different values have no form.
  private static final int VARIED = 3;

  private final Session session;
  private final Sample sample;

  ColumnStudy(Session session, Sample sample) {
    this.session = session;
    this.sample = sample;
  }

  /// In the order of the columns.
  List<ProposedField> fields() {
    List<ProposedField> fields = new ArrayList<>();
    List<Integer> doubtful = new ArrayList<>();
    for (int i = 0; i < sample.names().size(); i++) {
      DistinctTexts texts = texts(i);
      Typed typed = type(texts, i, Optional.empty());
      fields.add(study(texts, typed, i));
      if (typed.doubtful()) {
        doubtful.add(i);
      }
    }
    Optional<Character> habit = habit(fields, doubtful);
    if (habit.isPresent()) {
      for (int i : doubtful) {
        DistinctTexts texts = texts(i);
        fields.set(i, study(texts, type(texts, i, habit), i));
      }
    }
    return fields;
  }

  /// The decimal separator that other columns leave no doubt of.
  private static Optional<Character> habit(List<ProposedField> fields, List<Integer> doubtful) {
    List<Character> marks =
        fields.stream()
            .filter(field -> field.type() instanceof ValueType.Decimal)
            .filter(field -> !doubtful.contains(field.column()))
            .map(field -> field.reading().decimalSeparator())
            .distinct()
            .toList();
    return marks.size() == 1 ? Optional.of(marks.getFirst()) : Optional.empty();
  }

  private Typed type(DistinctTexts texts, int column, Optional<Character> habit) {
    return new TypeFinder(texts, sample.names().get(column), habit).find();
  }

  private DistinctTexts texts(int column) {
    return DistinctTexts.of(session, sample.table().name(), TextTable.column(column));
  }

  private ProposedField study(DistinctTexts texts, Typed typed, int column) {
    Facts facts = Facts.of(session, texts, typed);
    String name = sample.names().get(column);
    Optional<String> pattern = pattern(texts, typed, facts);
    List<String> choices = pattern.isPresent() ? List.of() : choices(typed, facts, name);
    boolean required = facts.rows() >= ENOUGH && facts.nulls() == 0;
    boolean unique =
        required && facts.isUnique() && isCode(typed, facts, texts, name, column, pattern);
    Field field =
        new Field(
            name,
            typed.type(),
            required,
            unique,
            constraints(choices, pattern),
            typed.reading(),
            List.of());
    List<Message> notes = new ArrayList<>(Notes.of(typed.type(), facts));
    notes.addAll(typed.notes());
    return new ProposedField(field, column, facts, notes);
  }

  /// Words that repeat themselves, of a column that is not one of people or things.
  private List<String> choices(Typed typed, Facts facts, String name) {
    boolean few =
        typed.type() instanceof ValueType.Text
            && !Codes.isOfMany(name)
            && facts.distinct() >= 2
            && facts.distinct() <= MOST_CHOICES
            && facts.least() >= 2
            && facts.longest() <= LONGEST_CHOICE
            && facts.filled() >= REPEATED * facts.distinct();
    List<String> choices = few ? Facts.values(session) : List.of();
    return choices.stream().allMatch(choice -> CHOICE.matcher(choice).matches())
        ? choices
        : List.of();
  }

  private static Optional<String> pattern(DistinctTexts texts, Typed typed, Facts facts) {
    List<String> nulls = typed.reading().nullValues();
    boolean many = facts.filled() >= ENOUGH && facts.distinct() >= VARIED;
    return typed.type() instanceof ValueType.Text && many
        ? TextShape.of(nulls.isEmpty() ? texts : texts.without(nulls)).map(TextShape::pattern)
        : Optional.empty();
  }

  /// Whether a column without repetitions is one that may have none.
  private static boolean isCode(
      Typed typed,
      Facts facts,
      DistinctTexts texts,
      String name,
      int column,
      Optional<String> pattern) {
    boolean text = typed.type() instanceof ValueType.Text && facts.longest() <= LONGEST_CODE;
    if (!text && !(typed.type() instanceof ValueType.Whole)) {
      return false;
    }
    boolean first = column == 0 && (!text || pattern.isPresent());
    return first
        || Codes.isNamedSo(name)
        || (facts.distinct() >= PLENTY && !(text && texts.any("contains(s, ' ')")));
  }

  private static Constraints constraints(List<String> choices, Optional<String> pattern) {
    return new Constraints(
        pattern.flatMap(ColumnStudy::parsed),
        choices,
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty());
  }

  private static Optional<PythonPattern> parsed(String pattern) {
    return PythonPattern.parse(pattern, PythonPattern.Mode.FULL)
            instanceof PythonPattern.Parsed.Good good
        ? Optional.of(good.pattern())
        : Optional.empty();
  }
}
