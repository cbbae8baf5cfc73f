package dev.sage.contract.rule.plain;

import dev.sage.contract.pattern.PythonPattern.Mode;
import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.Expression.Test;
import dev.sage.contract.rule.Expression.TextConstant;
import dev.sage.contract.rule.Expression.TextTest;
import dev.sage.contract.rule.RuleType;
import dev.sage.contract.rule.syntax.Reasons;
import dev.sage.contract.rule.syntax.RuleError;
import dev.sage.contract.rule.syntax.Syntax;
import dev.sage.contract.rule.typing.Constants;
import dev.sage.contract.rule.typing.Operators;
import java.util.List;
import java.util.Optional;

/// `LIKE '…'` and `matches(…, '…')`.
final class PlainPatterns {
  private PlainPatterns() {}

  static Expression matches(Expression operand, Syntax pattern) throws RuleError {
    return match(
        operand, Constants.text(pattern, "matches(texto, '…')"), pattern.start(), "matches");
  }

  private static Expression match(Expression operand, String pattern, int at, String construct)
      throws RuleError {
    Expression text = Operators.text(operand, construct, at);
    return Operators.match(text, pattern, Mode.FULL, false, at);
  }

  static Expression like(Expression operand, Syntax.Link link) throws RuleError {
    Syntax syntax = link.operand();
    List<Syntax> parts = syntax instanceof Syntax.Items items ? items.items() : List.of(syntax);
    String wanted = Constants.text(parts.getFirst(), "LIKE '…%'");
    int escape = parts.size() > 1 ? escape(parts.get(1)) : -1;
    Like like = Like.of(wanted, escape, syntax.start());
    Optional<Expression> simple = like.simple(operand);
    return simple.isPresent() ? simple.get() : match(operand, like.pattern(), link.at(), "LIKE");
  }

  private static int escape(Syntax syntax) throws RuleError {
    String text = Constants.text(syntax, "ESCAPE '\\'");
    if (text.codePointCount(0, text.length()) != 1) {
      throw new RuleError(syntax.start(), Reasons.argumentForm("ESCAPE", "'\\'"));
    }
    return text.codePointAt(0);
  }

  /// What `LIKE` asks for.
  ///
  /// @param text the fixed characters
  /// @param pattern the same for Python
  /// @param before whether `%` stands first
  /// @param after whether it stands last
  /// @param plain whether it stands nowhere else, and no `_` does
  private record Like(String text, String pattern, boolean before, boolean after, boolean plain) {

    static Like of(String wanted, int escape, int at) throws RuleError {
      StringBuilder text = new StringBuilder();
      StringBuilder pattern = new StringBuilder("(?s)");
      boolean before = false;
      boolean after = false;
      boolean plain = true;
      int[] points = wanted.codePoints().toArray();
      for (int i = 0; i < points.length; i++) {
        boolean escaped = points[i] == escape;
        if (escaped && ++i >= points.length) {
          throw new RuleError(at, Reasons.argumentForm("LIKE", "'100\\%' ESCAPE '\\'"));
        }
        if (!escaped && points[i] == '%') {
          pattern.append(".*");
          before |= i == 0;
          after |= i == points.length - 1;
          plain &= i == 0 || i == points.length - 1;
        } else if (!escaped && points[i] == '_') {
          pattern.append('.');
          plain = false;
        } else {
          text.appendCodePoint(points[i]);
          pattern.append(isPlain(points[i]) ? "" : "\\").appendCodePoint(points[i]);
        }
      }
      return new Like(text.toString(), pattern.toString(), before, after, plain);
    }

    private static boolean isPlain(int c) {
      return c >= 128 || Character.isLetterOrDigit(c);
    }

    /// A test that needs no pattern.
    Optional<Expression> simple(Expression operand) {
      if (!plain || operand.type() != RuleType.TEXT || (text.isEmpty() && (before || after))) {
        return Optional.empty();
      }
      if (!before && !after) {
        return Optional.of(
            new Expression.Comparison(Expression.Relation.EQUAL, operand, new TextConstant(text)));
      }
      Test test = before ? after ? Test.CONTAINS : Test.ENDS : Test.STARTS;
      return Optional.of(new TextTest(test, operand, text));
    }
  }
}
