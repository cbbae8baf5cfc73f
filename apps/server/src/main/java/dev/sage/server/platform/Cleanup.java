package dev.sage.server.platform;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes what was opened, the last first; what cannot be closed keeps nothing else open.
final class Cleanup implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Cleanup.class);

  private final Deque<Runnable> steps = new ArrayDeque<>();

  <T> T add(T opened, Consumer<? super T> close) {
    steps.push(() -> close.accept(opened));
    return opened;
  }

  @Override
  public void close() {
    while (!steps.isEmpty()) {
      try {
        steps.pop().run();
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).log("cannot be closed");
      }
    }
  }
}
