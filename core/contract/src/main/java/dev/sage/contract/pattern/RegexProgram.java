package dev.sage.contract.pattern;

import java.util.ArrayList;
import java.util.List;

/// A pattern as steps for [RegexMachine].
final class RegexProgram {
  /// What a step does. Its numbers `a` to `d` mean:
  enum Op {
    /// One character of the set `a`.
    ONE,
    /// As many characters of the set `a` as the loop `b` says.
    RUN,
    /// The mark `a` holds here.
    MARK,
    /// Goes on at `a`, or else at `b`.
    SPLIT,
    JUMP,
    /// Remembers the place in the register `a`.
    SAVE,
    /// The text of the group `a` again; without regard to case if `b` is not 0.
    BACK,
    /// Nothing has been repeated yet; the registers `a` and `a + 1` count.
    BEGIN,
    /// Again, or on at `d`: the loop `b` says which.
    AGAIN,
    /// Counts one more repetition.
    COUNT,
    /// What follows up to ACCEPT is only looked at; goes on at `d`.
    LOOK,
    /// What follows up to ACCEPT matches in its first way; goes on at `d`.
    ATOMIC,
    /// Goes on at `d` unless the group `a` has matched.
    IF_MATCHED,
    ACCEPT
  }

  record Step(Op op, int a, int b, int c, int d) {}

  /// @param max negative: without end
  record Loop(int min, int max, RegexNode.Greed greed) {}

  private final List<Step> steps = new ArrayList<>();
  private final List<CodePoints> sets = new ArrayList<>();
  private final List<Loop> loops = new ArrayList<>();
  private final List<RegexNode.Kind> marks = new ArrayList<>();
  private final List<RegexNode.Look> looks = new ArrayList<>();
  private int registers;

  private RegexProgram(int groups) {
    this.registers = 2 * (groups + 1);
  }

  static RegexProgram of(RegexNode tree, int groups) {
    RegexProgram program = new RegexProgram(groups);
    program.write(tree);
    program.add(Op.ACCEPT, 0, 0, 0);
    return program;
  }

  Step step(int index) {
    return steps.get(index);
  }

  CodePoints set(int index) {
    return sets.get(index);
  }

  Loop loop(int index) {
    return loops.get(index);
  }

  RegexNode.Kind mark(int index) {
    return marks.get(index);
  }

  RegexNode.Look look(int index) {
    return looks.get(index);
  }

  /// How many numbers a machine needs to remember.
  int registers() {
    return registers;
  }

  private int add(Op op, int a, int b, int c) {
    steps.add(new Step(op, a, b, c, 0));
    return steps.size() - 1;
  }

  /// Makes a step written before go on here.
  private void aim(int index) {
    Step step = steps.get(index);
    steps.set(index, new Step(step.op(), step.a(), step.b(), step.c(), steps.size()));
  }

  private void write(RegexNode node) {
    switch (node) {
      case RegexNode.One one -> add(Op.ONE, set(one.set()), 0, 0);
      case RegexNode.Sequence(List<RegexNode> parts) -> parts.forEach(this::write);
      case RegexNode.Choice(List<RegexNode> branches) -> choice(branches);
      case RegexNode.Repeat repeat -> repeat(repeat);
      case RegexNode.Mark(RegexNode.Kind kind) -> add(Op.MARK, mark(kind), 0, 0);
      case RegexNode.Group group -> group(group);
      case RegexNode.Back(int number, boolean folds) -> add(Op.BACK, number, folds ? 1 : 0, 0);
      case RegexNode.Look look -> look(look);
      case RegexNode.Atomic(RegexNode part) -> apart(add(Op.ATOMIC, 0, 0, 0), part);
      case RegexNode.IfMatched condition -> condition(condition);
    }
  }

  private int mark(RegexNode.Kind kind) {
    marks.add(kind);
    return marks.size() - 1;
  }

  private int set(CodePoints set) {
    sets.add(set);
    return sets.size() - 1;
  }

  private void choice(List<RegexNode> branches) {
    List<Integer> ends = new ArrayList<>();
    for (RegexNode branch : branches.subList(0, branches.size() - 1)) {
      int split = add(Op.SPLIT, steps.size() + 1, 0, 0);
      write(branch);
      ends.add(add(Op.JUMP, 0, 0, 0));
      aim(split);
    }
    write(branches.getLast());
    ends.forEach(this::aim);
  }

  private void group(RegexNode.Group group) {
    add(Op.SAVE, 2 * group.number(), 0, 0);
    write(group.part());
    add(Op.SAVE, 2 * group.number() + 1, 0, 0);
  }

  private void apart(int step, RegexNode part) {
    write(part);
    add(Op.ACCEPT, 0, 0, 0);
    aim(step);
  }

  private void look(RegexNode.Look look) {
    looks.add(look);
    apart(add(Op.LOOK, looks.size() - 1, 0, 0), look.part());
  }

  private void condition(RegexNode.IfMatched condition) {
    int test = add(Op.IF_MATCHED, condition.number(), 0, 0);
    write(condition.then());
    int end = add(Op.JUMP, 0, 0, 0);
    aim(test);
    write(condition.otherwise());
    aim(end);
  }

  private void repeat(RegexNode.Repeat repeat) {
    RegexNode.Greed greed = repeat.greed();
    if (repeat.part() instanceof RegexNode.One one) {
      loops.add(new Loop(repeat.min(), repeat.max(), greed));
      add(Op.RUN, set(one.set()), loops.size() - 1, 0);
    } else if (greed == RegexNode.Greed.POSSESSIVE) {
      int step = add(Op.ATOMIC, 0, 0, 0);
      apart(
          step,
          new RegexNode.Repeat(repeat.part(), repeat.min(), repeat.max(), RegexNode.Greed.GREEDY));
    } else {
      loop(repeat);
    }
  }

  private void loop(RegexNode.Repeat repeat) {
    int register = registers;
    registers += 2;
    loops.add(new Loop(repeat.min(), repeat.max(), repeat.greed()));
    int loop = loops.size() - 1;
    add(Op.BEGIN, register, 0, 0);
    int again = add(Op.AGAIN, register, loop, 0);
    add(Op.COUNT, register, 0, 0);
    write(repeat.part());
    steps.add(new Step(Op.JUMP, 0, 0, 0, again));
    aim(again);
  }
}
