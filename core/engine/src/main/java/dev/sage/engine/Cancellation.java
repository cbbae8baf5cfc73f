package dev.sage.engine;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.util.concurrent.atomic.AtomicBoolean;

/// Asks a running execution to stop. It stops at the next part or batch with [ErrorCode#CANCELLED].
public final class Cancellation {
  private final AtomicBoolean cancelled = new AtomicBoolean();

  public void cancel() {
    cancelled.set(true);
  }

  public boolean isCancelled() {
    return cancelled.get();
  }

  /// Throws if somebody asked to stop.
  public void check() {
    if (isCancelled()) {
      throw new SageException(ErrorCode.CANCELLED, "The execution was cancelled.");
    }
  }
}
