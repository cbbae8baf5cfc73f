package dev.sage.cli;

import dev.sage.engine.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Ctrl-C and SIGTERM: asks the execution to stop, lets it clean up, ends the process with its
/// status.
final class Interruption {
  private static final int INTERRUPTED = 3;
  private static final long SECONDS_TO_CLEAN_UP = 20;

  private final Cancellation cancellation;
  private final CountDownLatch finished = new CountDownLatch(1);
  private final AtomicInteger status = new AtomicInteger(INTERRUPTED);

  private Interruption(Cancellation cancellation) {
    this.cancellation = cancellation;
  }

  static Interruption install(Cancellation cancellation) {
    Interruption interruption = new Interruption(cancellation);
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("interruption").unstarted(interruption::stop));
    return interruption;
  }

  /// Ends the process; called by the main thread when its work is done.
  void exit(int exitStatus) {
    status.set(exitStatus);
    finished.countDown();
    System.exit(exitStatus);
  }

  /// The hook. On a normal end the main thread is done already and there is nothing to stop. Else
  /// the JVM would end with the signal's number: only `halt` can end it with another status.
  private void stop() {
    if (finished.getCount() == 0) {
      return;
    }
    cancellation.cancel();
    try {
      if (!finished.await(SECONDS_TO_CLEAN_UP, TimeUnit.SECONDS)) {
        status.set(INTERRUPTED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(status.get());
  }
}
