package dev.sage.engine;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Asks a running execution to stop. It stops at the next part or batch with [ErrorCode#CANCELLED].
public final class Cancellation {
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile @Nullable SageException reason;

  public void cancel() {
    if (cancelled.compareAndSet(false, true)) {
      listeners.forEach(Runnable::run);
    }
  }

  /// The same, for a reason that people and whoever orders the execution again have to know.
  public void cancel(SageException why) {
    if (!isCancelled()) {
      reason = why;
    }
    cancel();
  }

  /// Empty: nobody asked to stop, or whoever did gave none.
  public Optional<SageException> reason() {
    return Optional.ofNullable(reason);
  }

  /// Runs `listener` when somebody asks to stop; it must be harmless when nothing is running any
  /// more. Somebody who asked before is not told again: look at [#isCancelled] afterwards.
  public void onCancel(Runnable listener) {
    listeners.add(listener);
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
