package dev.sage.contract.rule.dataframe;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.syntax.Reasons;
import dev.sage.contract.rule.syntax.RuleError;
import dev.sage.contract.rule.syntax.Syntax;
import dev.sage.contract.rule.typing.Constants;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The arguments of a call. Those that nobody asked for are an error.
final class Arguments {
  private final DataFrameChecker checker;
  private final String function;
  private final List<Syntax> positional;
  private final Map<String, Syntax> named;
  private final Set<String> taken = new HashSet<>();
  private final int start;
  private int count;

  Arguments(DataFrameChecker checker, String function, Syntax.Call call) {
    this.checker = checker;
    this.function = function;
    this.positional = call.arguments();
    this.named = call.named();
    this.start = call.target() instanceof Syntax.Attribute name ? name.at() : call.start();
  }

  String function() {
    return function;
  }

  int start() {
    return start;
  }

  int size() {
    return positional.size() + named.size();
  }

  /// The argument of that name or, if there is none, the next positional one.
  Optional<Syntax> next(String name) {
    if (named.containsKey(name)) {
      taken.add(name);
      return Optional.of(named.get(name));
    }
    return count < positional.size() ? Optional.of(positional.get(count++)) : Optional.empty();
  }

  /// The argument of that name.
  Optional<Syntax> option(String name) {
    taken.add(name);
    return Optional.ofNullable(named.get(name));
  }

  Syntax required(String name) throws RuleError {
    return next(name).orElseThrow(() -> new RuleError(start, Reasons.argumentCount(function)));
  }

  Expression expression(String name) throws RuleError {
    return checker.expression(required(name));
  }

  /// All remaining positional arguments.
  List<Syntax> rest() {
    List<Syntax> rest = new ArrayList<>(positional.subList(count, positional.size()));
    count = positional.size();
    return rest;
  }

  String text(String name) throws RuleError {
    return Constants.text(required(name), function);
  }

  Optional<String> optionalText(String name) throws RuleError {
    Optional<Syntax> found = next(name);
    return found.isEmpty() ? Optional.empty() : Optional.of(Constants.text(found.get(), function));
  }

  boolean flag(String name, boolean missing) throws RuleError {
    Optional<Syntax> found = option(name);
    return found.isEmpty() ? missing : Constants.truth(found.get(), function);
  }

  /// Nothing may be left.
  void end() throws RuleError {
    for (Map.Entry<String, Syntax> argument : named.entrySet()) {
      if (!taken.contains(argument.getKey())) {
        throw new RuleError(
            argument.getValue().start(), Reasons.unknownArgument(argument.getKey(), function));
      }
    }
    if (count < positional.size()) {
      throw new RuleError(positional.get(count).start(), Reasons.argumentCount(function));
    }
  }
}
