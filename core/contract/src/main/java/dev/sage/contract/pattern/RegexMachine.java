package dev.sage.contract.pattern;

import dev.sage.contract.pattern.RegexProgram.Loop;
import dev.sage.contract.pattern.RegexProgram.Step;
import java.util.Arrays;

/// Matches a text as Python's `re` does, by trying one way after the other, for a limited number of
/// steps. What has not been tried lies on a stack of its own, so that no text is too long for it.
final class RegexMachine {
  private static final int STEPS = 1_000_000;
  private static final int STEPS_PER_CHARACTER = 20;
  private static final int MAX_WAYS = 500_000;

  private static final int NOT = -1;
  private static final int TOO_LONG = -2;

  /// The kinds of what lies on the stack, each with three numbers.
  private static final int WAY = 0;

  private static final int UNDO = 1;
  private static final int LESS = 2;
  private static final int MORE = 3;
  private static final int SLOT = 4;

  private final RegexProgram program;
  private final int[] text;
  private final int[] registers;
  private final long limit;
  private int[] stack = new int[64 * SLOT];
  private int top;
  private long count;
  private int next;
  private int at;

  private RegexMachine(RegexProgram program, String text) {
    this.program = program;
    this.text = text.codePoints().toArray();
    this.registers = new int[program.registers()];
    this.limit = STEPS + (long) STEPS_PER_CHARACTER * this.text.length;
  }

  static PythonPattern.Answer match(RegexProgram program, PythonPattern.Mode mode, String text) {
    int end = new RegexMachine(program, text).match(mode);
    if (end == TOO_LONG) {
      return PythonPattern.Answer.TOO_LONG;
    }
    return end == NOT ? PythonPattern.Answer.NO : PythonPattern.Answer.YES;
  }

  private int match(PythonPattern.Mode mode) {
    int last = mode == PythonPattern.Mode.SEARCH ? text.length : 0;
    int end = NOT;
    for (int start = 0; start <= last && end == NOT; start++) {
      Arrays.fill(registers, -1);
      top = 0;
      end = run(0, start, mode == PythonPattern.Mode.FULL);
    }
    return end;
  }

  /// Where the match ends, or NOT or TOO_LONG. Ways that were not tried stay on the stack; when
  /// there is no match, the stack and the registers are as before.
  private int run(int step, int from, boolean whole) {
    int base = top;
    next = step;
    at = from;
    while (true) {
      if (++count > limit || top > MAX_WAYS * SLOT) {
        count = limit + 1;
        return TOO_LONG;
      }
      Step now = program.step(next);
      boolean good;
      if (now.op() == RegexProgram.Op.ACCEPT) {
        if (!whole || at == text.length) {
          return at;
        }
        good = false;
      } else {
        good = take(now);
      }
      if (!good && !back(base)) {
        return count > limit ? TOO_LONG : NOT;
      }
    }
  }

  /// Whether the step could be taken; `next` and `at` are behind it then.
  private boolean take(Step step) {
    return switch (step.op()) {
      case ONE -> one(program.set(step.a()));
      case RUN -> several(program.set(step.a()), program.loop(step.b()));
      case MARK -> pass(RegexMarks.holds(program.mark(step.a()), text, at));
      case SPLIT -> {
        push(WAY, step.d(), at, 0);
        yield jump(step.a());
      }
      case JUMP -> jump(step.d());
      case SAVE -> set(step.a(), at);
      case BACK -> backReference(step);
      case BEGIN -> begin(step.a());
      case AGAIN -> again(step, program.loop(step.b()));
      case COUNT -> countOne(step.a());
      case LOOK -> look(step, program.look(step.a()));
      case ATOMIC -> atomic(step);
      case IF_MATCHED -> jump(registers[2 * step.a() + 1] < 0 ? step.d() : next + 1);
      case ACCEPT -> throw new IllegalStateException("taken by run");
    };
  }

  private boolean jump(int step) {
    next = step;
    return true;
  }

  private boolean pass(boolean good) {
    next++;
    return good;
  }

  private boolean one(CodePoints set) {
    if (at >= text.length || !set.contains(text[at])) {
      return false;
    }
    at++;
    next++;
    return true;
  }

  private boolean several(CodePoints set, Loop loop) {
    int end = loop.max() < 0 ? text.length : (int) Math.min(text.length, (long) at + loop.max());
    long least = (long) at + loop.min();
    int wanted = loop.greed() == RegexNode.Greed.LAZY ? (int) Math.min(end, least) : end;
    int reached = at;
    while (reached < wanted && set.contains(text[reached])) {
      reached++;
    }
    count += reached - at;
    if (reached < least) {
      return false;
    }
    if (loop.greed() == RegexNode.Greed.GREEDY && reached > least) {
      push(LESS, next + 1, reached, (int) least);
    } else if (loop.greed() == RegexNode.Greed.LAZY && reached < end) {
      push(MORE, next, reached, end);
    }
    at = reached;
    next++;
    return true;
  }

  private boolean backReference(Step step) {
    int from = registers[2 * step.a()];
    int to = registers[2 * step.a() + 1];
    if (from < 0 || to < from || at + (to - from) > text.length) {
      return false;
    }
    count += to - from;
    for (int i = 0; i < to - from; i++) {
      int one = text[from + i];
      int other = text[at + i];
      if (step.b() == 0 ? one != other : !Folding.same(one, other)) {
        return false;
      }
    }
    at += to - from;
    next++;
    return true;
  }

  private boolean set(int register, int value) {
    push(UNDO, register, registers[register], 0);
    registers[register] = value;
    next++;
    return true;
  }

  private boolean begin(int register) {
    set(register, 0);
    next--;
    return set(register + 1, -1);
  }

  private boolean countOne(int register) {
    set(register, registers[register] + 1);
    next--;
    return set(register + 1, at);
  }

  /// A repetition that matched nothing is the last one.
  private boolean again(Step step, Loop loop) {
    int times = registers[step.a()];
    boolean idle = times > 0 && registers[step.a() + 1] == at;
    if (idle || (loop.max() >= 0 && times >= loop.max())) {
      return jump(step.d());
    }
    if (times < loop.min()) {
      return jump(next + 1);
    }
    boolean greedy = loop.greed() == RegexNode.Greed.GREEDY;
    push(WAY, greedy ? step.d() : next + 1, at, 0);
    return jump(greedy ? next + 1 : step.d());
  }

  private boolean look(Step step, RegexNode.Look look) {
    int here = at;
    int base = top;
    int start = look.ahead() ? at : at - look.width();
    int end = start < 0 ? NOT : run(next + 1, start, false);
    if (end == TOO_LONG) {
      return false;
    }
    if (end != NOT && look.negated()) {
      forget(base);
    } else if (end != NOT) {
      keepUndo(base);
    }
    at = here;
    next = step.d();
    return (end != NOT) != look.negated();
  }

  private boolean atomic(Step step) {
    int base = top;
    int end = run(next + 1, at, false);
    if (end < 0) {
      return false;
    }
    keepUndo(base);
    at = end;
    next = step.d();
    return true;
  }

  private void push(int kind, int a, int b, int c) {
    if (top + SLOT > stack.length) {
      stack = Arrays.copyOf(stack, stack.length * 2);
    }
    stack[top] = kind;
    stack[top + 1] = a;
    stack[top + 2] = b;
    stack[top + 3] = c;
    top += SLOT;
  }

  /// Goes back to the last way that was not tried; false if there is none above `base`, and then
  /// the registers are as they were there. Past the limit there is none either.
  private boolean back(int base) {
    while (top > base && count <= limit) {
      top -= SLOT;
      int a = stack[top + 1];
      int b = stack[top + 2];
      int c = stack[top + 3];
      boolean found =
          switch (stack[top]) {
            case UNDO -> undo(a, b);
            case WAY -> resume(a, b);
            case LESS -> less(a, b, c);
            default -> more(a, b, c);
          };
      if (found) {
        return true;
      }
    }
    return false;
  }

  private boolean undo(int register, int value) {
    registers[register] = value;
    return false;
  }

  private boolean resume(int step, int position) {
    next = step;
    at = position;
    return true;
  }

  private boolean less(int step, int reached, int least) {
    if (reached - 1 > least) {
      push(LESS, step, reached - 1, least);
    }
    return resume(step, reached - 1);
  }

  private boolean more(int step, int reached, int end) {
    if (!program.set(program.step(step).a()).contains(text[reached])) {
      return false;
    }
    if (reached + 1 < end) {
      push(MORE, step, reached + 1, end);
    }
    return resume(step + 1, reached + 1);
  }

  private void forget(int base) {
    while (top > base) {
      top -= SLOT;
      if (stack[top] == UNDO) {
        registers[stack[top + 1]] = stack[top + 2];
      }
    }
  }

  /// The ways above `base` are not tried any more.
  private void keepUndo(int base) {
    int kept = base;
    for (int i = base; i < top; i += SLOT) {
      if (stack[i] == UNDO) {
        System.arraycopy(stack, i, stack, kept, SLOT);
        kept += SLOT;
      }
    }
    top = kept;
  }
}
