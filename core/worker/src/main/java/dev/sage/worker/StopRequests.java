package dev.sage.worker;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.storage.ExecutionStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Tells a worker elsewhere to stop: a mark in the store, which the worker looks for now and then.
///
/// It is not kept among the files of the execution, where nobody without its lease may write. It
/// stays, for messages may come late, until the store is swept of what nobody knows.
public final class StopRequests {
  private static final String MARK = "stop";

  private final ExecutionStore store;

  public StopRequests(ExecutionStore store) {
    this.store = store;
  }

  public void ask(UUID execution, long attempt) {
    store.putIfAbsent(place(execution, attempt), 0, MARK, new byte[0]);
  }

  public boolean isAsked(UUID execution, long attempt) {
    try (InputStream in = store.read(place(execution, attempt), MARK)) {
      return in.read() < 0;
    } catch (SageException e) {
      if (e.code() == ErrorCode.FILE_MISSING) {
        return false;
      }
      throw e;
    } catch (IOException e) {
      throw new SageException(ErrorCode.STORE_UNREACHABLE, "A mark cannot be read.", e);
    }
  }

  /// Looks under the lease, too: who puts the mark takes the lease afterwards, to see whether
  /// anybody works. So either that fails, or the mark is found here.
  public Processing respectedBy(Processing processing) {
    return (job, progress, cancellation) -> {
      if (isAsked(job.order().execution(), job.order().attempt())) {
        throw new SageException(ErrorCode.CANCELLED, "Nobody wants this attempt any more.");
      }
      processing.process(job, progress, cancellation);
    };
  }

  private static UUID place(UUID execution, long attempt) {
    String name = "stop " + execution + " " + attempt;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
