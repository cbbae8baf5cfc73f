package dev.sage.engine.load;

import dev.sage.spi.CommitGate;

/// The verdict, as loads see it: undecided at first, then open or shut for good.
final class Gate implements CommitGate {
  private enum State {
    UNDECIDED,
    OPEN,
    SHUT
  }

  private State state = State.UNDECIDED;

  @Override
  public synchronized void await() {
    try {
      while (state == State.UNDECIDED) {
        wait();
      }
    } catch (InterruptedException _) {
      throw Stopped.byInterrupt();
    }
    check();
  }

  /// Throws if the gate is shut: what a load does from there on is for nothing.
  synchronized void check() {
    if (state == State.SHUT) {
      throw new Stopped();
    }
  }

  synchronized void open() {
    decide(State.OPEN);
  }

  synchronized void shut() {
    decide(State.SHUT);
  }

  private void decide(State verdict) {
    if (state == State.UNDECIDED) {
      state = verdict;
      notifyAll();
    }
  }

  /// Ends a load whose rows are not wanted any more.
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("The load was stopped.", null, false, false);
    }

    static Stopped byInterrupt() {
      Thread.currentThread().interrupt();
      return new Stopped();
    }
  }
}
