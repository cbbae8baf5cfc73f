package dev.sage.contract.rule;

import dev.sage.contract.pattern.PythonPattern;
import dev.sage.spi.ValueType;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// A node of the typed tree. Types fit by construction of the parser.
///
/// Conditions are two-valued: a comparison with null is false (`!=` true). Other values may be
/// null; not-a-number is null.
public sealed interface Expression {

  /// The type of its values.
  RuleType type();

  /// The nodes it is made of, in order.
  List<Expression> children();

  /// One value, or one for each record of a catalog.
  default Shape shape() {
    return Shape.of(children());
  }

  /// True where it needs only the fields of one row.
  default boolean isRowWise() {
    return switch (this) {
      case Aggregate _, RowCount _, InColumn _, Duplicated _, Grouped _, Indexed _, LookUp _ ->
          false;
      default -> children().stream().allMatch(Expression::isRowWise);
    };
  }

  /// An exact number.
  ///
  /// @param value at most 38 digits, scale not negative
  record NumberConstant(BigDecimal value, RuleType type) implements Leaf {}

  /// A number beyond the exact ones.
  record DoubleConstant(double value) implements Leaf {
    @Override
    public RuleType type() {
      return RuleType.DOUBLE;
    }
  }

  record TextConstant(String value) implements Leaf {
    @Override
    public RuleType type() {
      return RuleType.TEXT;
    }
  }

  record TruthConstant(boolean value) implements Leaf {
    @Override
    public RuleType type() {
      return RuleType.BOOLEAN;
    }
  }

  record NullConstant() implements Leaf {
    @Override
    public RuleType type() {
      return RuleType.NULL;
    }
  }

  /// A fixed date-time.
  record TimeConstant(LocalDateTime value) implements Leaf {
    @Override
    public RuleType type() {
      return RuleType.DATE_TIME;
    }
  }

  /// The date-time of the execution.
  record Now() implements Leaf {
    @Override
    public RuleType type() {
      return RuleType.DATE_TIME;
    }
  }

  /// A field of each record of a catalog.
  record FieldValue(String catalog, String field, ValueType valueType) implements Leaf {
    @Override
    public RuleType type() {
      return RuleType.of(valueType);
    }

    @Override
    public Shape shape() {
      return new Shape.Rows(catalog);
    }
  }

  /// The number of records of a catalog.
  record RowCount(String catalog) implements Leaf {
    @Override
    public RuleType type() {
      return RuleType.WHOLE;
    }
  }

  /// Whether the record repeats another one in these fields; nulls are equal to each other.
  record Duplicated(String catalog, List<FieldValue> fields, Keep keep) implements Condition {
    public Duplicated {
      fields = List.copyOf(fields);
    }

    @Override
    public List<Expression> children() {
      return List.copyOf(fields);
    }

    @Override
    public Shape shape() {
      return new Shape.Rows(catalog);
    }
  }

  /// Which of several equal records is not a duplicate.
  enum Keep {
    FIRST,
    LAST,
    NONE
  }

  /// Arithmetic on numbers. DIVIDE and POWER are doubles, the others exact if both operands are.
  record Arithmetic(Operation operation, Expression left, Expression right, RuleType type)
      implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(left, right);
    }
  }

  /// FLOOR_DIVIDE and MODULO round towards minus infinity.
  enum Operation {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    FLOOR_DIVIDE,
    MODULO,
    POWER
  }

  record Negation(Expression operand) implements Unary {
    @Override
    public RuleType type() {
      return operand.type();
    }
  }

  record Absolute(Expression operand) implements Unary {
    @Override
    public RuleType type() {
      return operand.type();
    }
  }

  /// Half to even.
  ///
  /// @param digits after the point; may be negative
  record Round(Expression operand, int digits) implements Unary {
    @Override
    public RuleType type() {
      return operand.type();
    }
  }

  /// Two numbers, two texts, two times or two booleans.
  record Comparison(Relation relation, Expression left, Expression right) implements Condition {
    @Override
    public List<Expression> children() {
      return List.of(left, right);
    }
  }

  /// How two values are compared.
  enum Relation {
    EQUAL,
    NOT_EQUAL,
    LESS,
    AT_MOST,
    GREATER,
    AT_LEAST
  }

  /// All of the operands, or any of them; a null boolean is false.
  record Logic(boolean all, List<Expression> operands) implements Condition {
    public Logic {
      operands = List.copyOf(operands);
    }

    @Override
    public List<Expression> children() {
      return operands;
    }
  }

  /// The contrary; of a null boolean, true.
  record Not(Expression operand) implements Unary, Condition {}

  record IsNull(Expression operand) implements Unary, Condition {}

  record FillNull(Expression operand, Expression replacement, RuleType type) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(operand, replacement);
    }
  }

  /// Whether it equals one of the values; false for null.
  record InList(Expression operand, List<Expression> values) implements Condition {
    public InList {
      values = List.copyOf(values);
    }

    @Override
    public List<Expression> children() {
      return Stream.concat(Stream.of(operand), values.stream()).toList();
    }
  }

  /// Whether it equals a value of any record of another expression; false for null.
  record InColumn(Expression operand, Expression column) implements Condition {
    @Override
    public List<Expression> children() {
      return List.of(operand, column);
    }

    @Override
    public Shape shape() {
      return operand.shape();
    }
  }

  record Match(Expression operand, PythonPattern pattern, PythonPattern.Mode mode)
      implements Unary, Condition {}

  /// A test of a text against a fixed one.
  record TextTest(Test test, Expression operand, String text) implements Unary, Condition {}

  enum Test {
    STARTS,
    ENDS,
    CONTAINS
  }

  /// In code points.
  record TextLength(Expression operand) implements Unary {
    @Override
    public RuleType type() {
      return RuleType.WHOLE;
    }
  }

  /// @param characters what is stripped; empty for white space
  record Strip(Expression operand, boolean left, boolean right, String characters)
      implements TextUnary {}

  /// Two texts, one behind the other; null if one of them is.
  record Concatenation(Expression left, Expression right) implements Expression {
    @Override
    public RuleType type() {
      return RuleType.TEXT;
    }

    @Override
    public List<Expression> children() {
      return List.of(left, right);
    }
  }

  record Upper(Expression operand) implements TextUnary {}

  record Lower(Expression operand) implements TextUnary {}

  /// As Python's `[from:to]`, in code points; negative positions count from the end.
  record Slice(Expression operand, OptionalInt from, OptionalInt to) implements TextUnary {}

  /// As Python's `[index]`; null where the text is too short.
  record CharacterAt(Expression operand, int index) implements TextUnary {}

  /// The operand as another type; null where it has no such form.
  record Cast(Expression operand, RuleType type) implements Unary {}

  /// Text to date-time; null where it is none.
  ///
  /// @param format empty: the default formats of dates in a contract
  record ParseTime(Expression operand, Optional<TimeFormat> format) implements Unary {
    @Override
    public RuleType type() {
      return RuleType.DATE_TIME;
    }
  }

  record TimePart(Part part, Expression operand) implements Unary {
    @Override
    public RuleType type() {
      return part == Part.DATE ? RuleType.DATE : RuleType.WHOLE;
    }
  }

  /// DAY_OF_WEEK: Monday is 0.
  enum Part {
    YEAR,
    QUARTER,
    MONTH,
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    DAY_OF_WEEK,
    DATE
  }

  /// The least or greatest of several numbers or times; null if one of them is.
  record Extreme(boolean greatest, List<Expression> operands, RuleType type) implements Expression {
    public Extreme {
      operands = List.copyOf(operands);
    }

    @Override
    public List<Expression> children() {
      return operands;
    }
  }

  record Conditional(Expression condition, Expression then, Expression otherwise, RuleType type)
      implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(condition, then, otherwise);
    }
  }

  /// One value of all records. Nulls are skipped.
  record Aggregate(Summary summary, Expression operand) implements Expression {
    @Override
    public RuleType type() {
      return summary.of(operand.type());
    }

    @Override
    public List<Expression> children() {
      return List.of(operand);
    }

    @Override
    public Shape shape() {
      return Shape.scalar();
    }
  }

  /// SUM of nothing is 0, ALL of nothing true, ANY of nothing false, MIN, MAX, MEAN, STD and MEDIAN
  /// of nothing null.
  enum Summary {
    SUM,
    MEAN,
    MIN,
    MAX,
    COUNT,
    NUNIQUE,
    STD,
    MEDIAN,
    ALL,
    ANY;

    /// What it makes of values of a type.
    RuleType of(RuleType type) {
      return switch (this) {
        case COUNT, NUNIQUE -> RuleType.WHOLE;
        case MEAN, STD, MEDIAN -> RuleType.DOUBLE;
        case ALL, ANY -> RuleType.BOOLEAN;
        case SUM -> type == RuleType.BOOLEAN ? RuleType.WHOLE : type;
        case MIN, MAX -> type;
      };
    }
  }

  /// One value of all records with the same key. A record without a key is in no group.
  record Grouped(Summary summary, Expression operand, List<FieldValue> keys) implements Expression {
    public Grouped {
      keys = List.copyOf(keys);
    }

    @Override
    public RuleType type() {
      return summary.of(operand.type());
    }

    @Override
    public List<Expression> children() {
      return Stream.concat(Stream.of(operand), keys.stream()).toList();
    }

    @Override
    public Shape shape() {
      return Shape.keyed(keys, true);
    }
  }

  /// A value of each record of a catalog, known by the key of the record.
  record Indexed(FieldValue value, List<FieldValue> keys) implements Expression {
    public Indexed {
      keys = List.copyOf(keys);
    }

    @Override
    public RuleType type() {
      return value.type();
    }

    @Override
    public List<Expression> children() {
      return Stream.concat(Stream.of(value), keys.stream())
          .<Expression>map(field -> field)
          .toList();
    }

    @Override
    public Shape shape() {
      return Shape.keyed(keys, false);
    }
  }

  /// A value of the record of another catalog that has the key; null for a null key. A key that no
  /// record has, or that several have, fails the rule.
  ///
  /// @param among the field of the other catalog that holds the key
  record LookUp(Expression key, FieldValue among, FieldValue value) implements Expression {
    @Override
    public RuleType type() {
      return value.type();
    }

    @Override
    public List<Expression> children() {
      return List.of(key, among, value);
    }

    @Override
    public Shape shape() {
      return key.shape();
    }
  }

  /// A node without parts.
  sealed interface Leaf extends Expression {
    @Override
    default List<Expression> children() {
      return List.of();
    }
  }

  /// A node with one part.
  sealed interface Unary extends Expression {
    Expression operand();

    @Override
    default List<Expression> children() {
      return List.of(operand());
    }
  }

  /// A text made of a text.
  sealed interface TextUnary extends Unary {
    @Override
    default RuleType type() {
      return RuleType.TEXT;
    }
  }

  /// A boolean that is never null.
  sealed interface Condition extends Expression {
    @Override
    default RuleType type() {
      return RuleType.BOOLEAN;
    }
  }
}
