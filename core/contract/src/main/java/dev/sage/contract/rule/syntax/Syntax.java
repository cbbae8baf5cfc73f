package dev.sage.contract.rule.syntax;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A rule as written, before names and types are known. `start` and `end` are positions in its
/// text.
public sealed interface Syntax {
  int start();

  int end();

  record Name(String name, int start, int end) implements Syntax {}

  record Numeral(String text, int start, int end) implements Syntax {}

  record Text(String value, int start, int end) implements Syntax {}

  record Truth(boolean value, int start, int end) implements Syntax {}

  record Nothing(int start, int end) implements Syntax {}

  record Group(Syntax inner, int start, int end) implements Syntax {}

  record Items(List<Syntax> items, int start, int end) implements Syntax {}

  /// `-`, `+`, `~` and `not`.
  record Prefix(String sign, Syntax operand, int start, int end) implements Syntax {}

  record Binary(String sign, int at, Syntax left, Syntax right) implements Syntax {
    @Override
    public int start() {
      return left.start();
    }

    @Override
    public int end() {
      return right.end();
    }
  }

  /// `and`, `or`, `&`, `|` between two or more.
  record Junction(boolean all, String sign, List<Syntax> operands, List<Integer> signs)
      implements Syntax {
    @Override
    public int start() {
      return operands.getFirst().start();
    }

    @Override
    public int end() {
      return operands.getLast().end();
    }
  }

  /// `a < b <= c`.
  record Chain(Syntax first, List<Link> links) implements Syntax {
    @Override
    public int start() {
      return first.start();
    }

    @Override
    public int end() {
      return links.getLast().operand().end();
    }
  }

  record Link(String sign, int at, Syntax operand) {}

  record Attribute(Syntax target, String name, int at, int end) implements Syntax {
    @Override
    public int start() {
      return target.start();
    }
  }

  record Call(Syntax target, List<Syntax> arguments, Map<String, Syntax> named, int end)
      implements Syntax {
    @Override
    public int start() {
      return target.start();
    }
  }

  record Subscript(Syntax target, Syntax index, int at, int end) implements Syntax {
    @Override
    public int start() {
      return target.start();
    }
  }

  record Range(Optional<Syntax> from, Optional<Syntax> to, int start, int end) implements Syntax {}

  record Choice(Syntax then, Syntax condition, Syntax otherwise) implements Syntax {
    @Override
    public int start() {
      return then.start();
    }

    @Override
    public int end() {
      return otherwise.end();
    }
  }

  record Lambda(String parameter, Syntax body, int start, int end) implements Syntax {}
}
