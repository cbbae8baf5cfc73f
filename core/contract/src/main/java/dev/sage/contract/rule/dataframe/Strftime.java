package dev.sage.contract.rule.dataframe;

import dev.sage.contract.pattern.Re2;
import dev.sage.contract.rule.TimeFormat;
import dev.sage.contract.rule.syntax.Reasons;
import dev.sage.contract.rule.syntax.RuleError;

/// The formats of `pd.to_datetime`.
final class Strftime {
  private Strftime() {}

  static TimeFormat read(String text, int offset) throws RuleError {
    StringBuilder pattern = new StringBuilder("\\A");
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c != '%') {
        pattern.append(Re2.quote(c));
      } else if (++at < text.length()) {
        pattern.append(directive(text.charAt(at), offset));
      } else {
        throw new RuleError(offset, Reasons.timeDirective("%"));
      }
    }
    return new TimeFormat(text, pattern.append("\\z").toString());
  }

  private static String directive(char c, int offset) throws RuleError {
    return switch (c) {
      case 'Y' -> "[0-9]{4}";
      case 'y' -> "[0-9]{2}";
      case 'm', 'd', 'H', 'M', 'S' -> "[0-9]{1,2}";
      case 'f' -> "[0-9]{1,6}";
      default -> throw new RuleError(offset, Reasons.timeDirective("%" + c));
    };
  }
}
