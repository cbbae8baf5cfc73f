package dev.sage.testing.orchestrator;

import dev.sage.spi.burst.DeadLetter;
import dev.sage.spi.burst.Launcher;
import java.util.ArrayList;
import java.util.List;

/// A service of functions in memory: what it has given up is shown until it is forgotten.
public abstract class MemoryLauncher implements Launcher {
  protected final List<DeadLetter> dead = new ArrayList<>();

  @Override
  public final List<DeadLetter> deadLetters(int most) {
    return dead.stream().limit(most).toList();
  }

  @Override
  public final void forget(DeadLetter letter) {
    dead.remove(letter);
  }

  @Override
  public final int largestMessage() {
    return 1 << 20;
  }

  @Override
  public final String display() {
    return "functions in memory";
  }

  @Override
  public final void close() {}
}
