package dev.sage.contract.rule.parse;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.ParsedRule;
import dev.sage.contract.rule.ParsedRule.Bad;
import dev.sage.contract.rule.ParsedRule.Good;
import dev.sage.contract.rule.RuleScope;
import dev.sage.contract.rule.dataframe.DataFrameChecker;
import dev.sage.contract.rule.plain.PlainChecker;
import dev.sage.contract.rule.syntax.Reasons;
import dev.sage.contract.rule.syntax.RuleError;
import java.util.List;

/// Reads rules in either [Spelling]. The result is data; nothing in a rule is ever run.
public final class RuleParser {
  public static final int MAX_LENGTH = 10_000;

  private RuleParser() {}

  /// A rule. Never throws, whatever the text.
  public static ParsedRule parse(String text, RuleScope scope) {
    return read(text, scope, true);
  }

  /// An expression of any type, such as what a field is computed from. Never throws, whatever the
  /// text.
  public static ParsedRule value(String text, RuleScope scope) {
    return read(text, scope, false);
  }

  private static ParsedRule read(String text, RuleScope scope, boolean condition) {
    if (text.length() > MAX_LENGTH) {
      return bad(new RuleError(MAX_LENGTH, Reasons.tooLong(MAX_LENGTH)));
    }
    if (text.isBlank()) {
      return bad(new RuleError(0, Reasons.empty()));
    }
    try {
      ParsedRule read =
          switch (Spelling.of(text)) {
            case DATA_FRAME -> DataFrameChecker.read(text, scope, condition);
            case PLAIN -> PlainChecker.read(text, scope, condition);
          };
      return condition ? concluded(read) : read;
    } catch (RuleError error) {
      return bad(error);
    }
  }

  private static ParsedRule concluded(ParsedRule read) throws RuleError {
    return switch (read) {
      case Good(Expression condition) -> new Good(Conclusion.of(condition));
      case Bad bad -> bad;
    };
  }

  private static Bad bad(RuleError error) {
    return new Bad(List.of(error.problem()));
  }
}
