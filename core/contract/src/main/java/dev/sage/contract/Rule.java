package dev.sage.contract;

import dev.sage.contract.rule.Expression;
import dev.sage.spi.Message;
import dev.sage.spi.Severity;

/// A rule of the contract: true where the data is good.
///
/// @param text as the author wrote it
/// @param expression its typed tree
public record Rule(
    String name, String description, String text, Severity severity, Expression expression) {

  /// What a finding says where the rule does not hold: the author's own words, in whatever
  /// language.
  public Message broken() {
    String words = description.isBlank() ? name : description;
    return new Message("no cumple la regla: " + words, "breaks the rule: " + words);
  }
}
