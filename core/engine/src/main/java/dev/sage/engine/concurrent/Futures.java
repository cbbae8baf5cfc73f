package dev.sage.engine.concurrent;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// What came of work that was given to other threads.
public final class Futures {
  private Futures() {}

  /// Waits for it.
  ///
  /// @param failed says what failed, as a sentence, if the work threw something unforeseen
  /// @throws SageException what the work threw, INTERNAL for anything else, CANCELLED if this
  ///   thread is interrupted
  public static <T> T await(Future<T> work, String failed) {
    try {
      return work.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SageException known) {
        throw known;
      }
      throw new SageException(ErrorCode.INTERNAL, failed, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SageException(ErrorCode.CANCELLED, "The execution was interrupted.", e);
    }
  }

  /// The same of several, in their order.
  public static <T> List<T> await(List<Future<T>> works, String failed) {
    List<T> all = new ArrayList<>();
    for (Future<T> work : works) {
      all.add(await(work, failed));
    }
    return all;
  }
}
