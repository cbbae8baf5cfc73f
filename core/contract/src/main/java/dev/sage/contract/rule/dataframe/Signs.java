package dev.sage.contract.rule.dataframe;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.Expression.Not;
import dev.sage.contract.rule.Expression.Operation;
import dev.sage.contract.rule.RuleType;
import dev.sage.contract.rule.syntax.Reasons;
import dev.sage.contract.rule.syntax.RuleError;
import dev.sage.contract.rule.syntax.Syntax;
import dev.sage.spi.Message;
import java.util.ArrayList;
import java.util.List;

/// Signs of Python that SQL has not, or that bind otherwise there.
final class Signs {
  private Signs() {}

  static Operation operation(Syntax.Binary binary) throws RuleError {
    return switch (binary.sign()) {
      case "+" -> Operation.ADD;
      case "-" -> Operation.SUBTRACT;
      case "*" -> Operation.MULTIPLY;
      case "/" -> Operation.DIVIDE;
      case "//" -> Operation.FLOOR_DIVIDE;
      case "%" -> Operation.MODULO;
      case "**" -> Operation.POWER;
      default -> throw new RuleError(binary.at(), otherSign(binary.sign()));
    };
  }

  private static Message otherSign(String sign) {
    return sign.equals("^")
        ? Reasons.unsupported("^", "!=, **")
        : Reasons.unsupported(sign, "+ - * / // % **");
  }

  /// `~condition`.
  static Expression flip(Expression operand, int at) throws RuleError {
    if (operand.type() != RuleType.BOOLEAN) {
      throw new RuleError(at, Reasons.needs("~", "una condición", "a condition", operand.type()));
    }
    return new Not(operand);
  }

  /// `a > 0 & b > 0` is `a > (0 & b) > 0`, which nobody means.
  static void requireParentheses(Syntax.Chain chain, String text) throws RuleError {
    List<Integer> cuts = new ArrayList<>();
    cuts(chain.first(), cuts);
    chain.links().forEach(link -> cuts(link.operand(), cuts));
    if (!cuts.isEmpty()) {
      throw new RuleError(cuts.getFirst(), Reasons.precedence(suggestion(chain, cuts, text)));
    }
  }

  private static void cuts(Syntax operand, List<Integer> cuts) {
    if (operand instanceof Syntax.Junction junction && !junction.sign().matches("[a-z]+")) {
      for (int i = 0; i < junction.operands().size(); i++) {
        cuts(junction.operands().get(i), cuts);
        if (i < junction.signs().size()) {
          cuts.add(junction.signs().get(i));
        }
      }
    }
  }

  private static String suggestion(Syntax.Chain chain, List<Integer> cuts, String text) {
    StringBuilder out = new StringBuilder();
    int from = chain.start();
    for (int cut : cuts) {
      out.append('(').append(text.substring(from, cut).strip()).append(") ");
      out.append(text.charAt(cut)).append(' ');
      from = cut + 1;
    }
    return out.append('(').append(text.substring(from, chain.end()).strip()).append(')').toString();
  }
}
