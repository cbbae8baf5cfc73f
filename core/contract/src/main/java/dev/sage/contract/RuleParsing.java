package dev.sage.contract;

import dev.sage.contract.rule.Expression;
import dev.sage.spi.Message;
import java.util.List;
import java.util.Map;

/// The rule language, as the loader needs it.
interface RuleParsing {
  /// Takes every rule for good; for when only the YAML matters.
  RuleParsing ACCEPT_ALL = (_, _, _, _, _) -> new Parsed.Tree(new Unparsed());

  /// @param catalog the rule's catalog; empty at package level
  /// @param field the rule's field; empty unless at field level
  /// @param catalogs the fields (their own rules left out) of every catalog of the contract, at
  ///   package level of the package's catalogs only
  Parsed parse(
      String text,
      RuleLevel level,
      String catalog,
      String field,
      Map<String, List<Field>> catalogs);

  /// A tree, or what is wrong with the text.
  sealed interface Parsed {
    record Tree(Expression expression) implements Parsed {}

    record Refused(List<RuleProblem> problems) implements Parsed {
      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }

  /// @param offset 0-based, in the chars of the rule's text
  record RuleProblem(int offset, Message message) {}

  /// Stands for a tree.
  record Unparsed() implements Expression {}
}
