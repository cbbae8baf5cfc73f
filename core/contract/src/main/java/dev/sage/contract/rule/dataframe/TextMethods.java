package dev.sage.contract.rule.dataframe;

import dev.sage.contract.pattern.PythonPattern.Mode;
import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.Expression.CharacterAt;
import dev.sage.contract.rule.Expression.Logic;
import dev.sage.contract.rule.Expression.Lower;
import dev.sage.contract.rule.Expression.Slice;
import dev.sage.contract.rule.Expression.Strip;
import dev.sage.contract.rule.Expression.Test;
import dev.sage.contract.rule.Expression.TextLength;
import dev.sage.contract.rule.Expression.TextTest;
import dev.sage.contract.rule.Expression.Upper;
import dev.sage.contract.rule.syntax.Nearest;
import dev.sage.contract.rule.syntax.Reasons;
import dev.sage.contract.rule.syntax.RuleError;
import dev.sage.contract.rule.syntax.Syntax;
import dev.sage.contract.rule.typing.Constants;
import dev.sage.contract.rule.typing.Operators;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What follows `.str`, and methods of a text inside `lambda`.
final class TextMethods {
  private static final List<String> NAMES =
      List.of(
          "match",
          "fullmatch",
          "contains",
          "startswith",
          "endswith",
          "len",
          "strip",
          "lstrip",
          "rstrip",
          "upper",
          "lower",
          "isdigit",
          "isdecimal",
          "isalpha",
          "isalnum",
          "isspace",
          "slice",
          "get");

  /// What `str.isdigit` accepts besides decimal digits.
  private static final String DIGITS = "[\\d²³¹፩-፱᧚⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽⓿❶-❾➀-➈➊-➒]+";

  private final DataFrameChecker checker;

  TextMethods(DataFrameChecker checker) {
    this.checker = checker;
  }

  boolean knows(String name) {
    return NAMES.contains(name);
  }

  Expression call(Expression target, Syntax.Attribute attribute, Arguments arguments)
      throws RuleError {
    Expression result = known(target, attribute, arguments);
    arguments.end();
    return result;
  }

  private Expression known(Expression target, Syntax.Attribute attribute, Arguments arguments)
      throws RuleError {
    return switch (attribute.name()) {
      case "match" -> match(target, Mode.MATCH, arguments);
      case "fullmatch" -> match(target, Mode.FULL, arguments);
      case "contains" -> contains(target, arguments);
      case "startswith" -> affix(target, Test.STARTS, arguments);
      case "endswith" -> affix(target, Test.ENDS, arguments);
      case "len" -> new TextLength(target);
      case "strip" -> strip(target, true, true, arguments);
      case "lstrip" -> strip(target, true, false, arguments);
      case "rstrip" -> strip(target, false, true, arguments);
      case "upper" -> new Upper(target);
      case "lower" -> new Lower(target);
      case "isdigit" -> fixed(target, DIGITS);
      case "isdecimal" -> fixed(target, "\\d+");
      case "isalpha" -> fixed(target, "[^\\W\\d_]+");
      case "isalnum" -> fixed(target, "[^\\W_]+");
      case "isspace" -> fixed(target, "\\s+");
      case "slice" -> slice(target, arguments);
      case "get" -> new CharacterAt(target, Constants.integer(arguments.required("i"), ".get"));
      default -> throw unknown(attribute);
    };
  }

  private static RuleError unknown(Syntax.Attribute attribute) {
    String near = Nearest.to(attribute.name(), NAMES);
    return new RuleError(
        attribute.at(),
        Reasons.unsupported(
            ".str." + attribute.name(), near.isEmpty() ? ".str.match('…')" : ".str." + near));
  }

  private Expression match(Expression target, Mode mode, Arguments arguments) throws RuleError {
    Syntax pattern = arguments.required("pat");
    boolean ignoreCase = !arguments.flag("case", true);
    return missing(arguments, target, matching(target, pattern, mode, ignoreCase));
  }

  private static Expression matching(
      Expression target, Syntax syntax, Mode mode, boolean ignoreCase) throws RuleError {
    String text = Constants.text(syntax, ".str");
    return Operators.match(target, text, mode, ignoreCase, syntax.start());
  }

  private static Expression fixed(Expression target, String pattern) throws RuleError {
    Syntax.Text syntax = new Syntax.Text(pattern, 0, 0);
    return matching(target, syntax, Mode.FULL, false);
  }

  private Expression contains(Expression target, Arguments arguments) throws RuleError {
    Syntax pattern = arguments.required("pat");
    boolean ignoreCase = !arguments.flag("case", true);
    boolean regex = arguments.flag("regex", true);
    String text = Constants.text(pattern, ".str.contains");
    Expression found =
        !ignoreCase && (!regex || isPlain(text))
            ? new TextTest(Test.CONTAINS, target, text)
            : matching(target, regex ? pattern : quoted(pattern, text), Mode.SEARCH, ignoreCase);
    return missing(arguments, target, found);
  }

  private static Syntax quoted(Syntax pattern, String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          out.append(c < 128 && !Character.isLetterOrDigit(c) ? "\\" : "");
          out.appendCodePoint(c);
        });
    return new Syntax.Text(out.toString(), pattern.start(), pattern.end());
  }

  private static boolean isPlain(String text) {
    return text.chars().noneMatch(c -> ".^$*+?{}[]\\|()".indexOf(c) >= 0);
  }

  /// `na=True`: null counts as good.
  private Expression missing(Arguments arguments, Expression target, Expression test)
      throws RuleError {
    return arguments.flag("na", false)
        ? new Logic(false, List.of(new Expression.IsNull(target), test))
        : test;
  }

  private Expression affix(Expression target, Test test, Arguments arguments) throws RuleError {
    Syntax text = checker.unwrap(arguments.required("pat"));
    List<Syntax> texts = text instanceof Syntax.Items items ? items.items() : List.of(text);
    List<Expression> tests = new ArrayList<>();
    for (Syntax one : texts) {
      tests.add(new TextTest(test, target, Constants.text(one, arguments.function())));
    }
    Expression any = tests.size() == 1 ? tests.getFirst() : new Logic(false, tests);
    return missing(arguments, target, any);
  }

  private static Expression strip(
      Expression target, boolean left, boolean right, Arguments arguments) throws RuleError {
    Optional<String> characters = arguments.optionalText("to_strip");
    return new Strip(target, left, right, characters.orElse(""));
  }

  private static Expression slice(Expression target, Arguments arguments) throws RuleError {
    return new Slice(target, position(arguments.next("start")), position(arguments.next("stop")));
  }

  private static OptionalInt position(Optional<Syntax> syntax) throws RuleError {
    return syntax.isEmpty() || syntax.get() instanceof Syntax.Nothing
        ? OptionalInt.empty()
        : OptionalInt.of(Constants.integer(syntax.get(), ".str.slice"));
  }
}
