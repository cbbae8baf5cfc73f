package dev.sage.engine;

import dev.sage.engine.concurrent.Futures;
import dev.sage.engine.split.Part;
import dev.sage.engine.sql.Database;
import dev.sage.engine.sql.Session;
import dev.sage.engine.stage.StagedPart;
import dev.sage.engine.stage.Stager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// Stages parts while the next ones are being split: so many at a time, only few waiting.
final class StagingPool implements AutoCloseable {
  private final ExecutorService threads;
  private final List<Database> databases = new ArrayList<>();
  private final BlockingQueue<Session> sessions;
  private final Semaphore waiting;
  private final Cancellation cancellation;

  /// @param databases makes an engine of one thread for each worker
  StagingPool(int size, IntFunction<Database> databases, Cancellation cancellation) {
    this.threads =
        Executors.newFixedThreadPool(size, Thread.ofPlatform().name("stage-", 0).factory());
    this.sessions = new ArrayBlockingQueue<>(size);
    this.waiting = new Semaphore(size + 2);
    this.cancellation = cancellation;
    for (int i = 0; i < size; i++) {
      Database database = databases.apply(i);
      Session session = database.session();
      Stager.register(session);
      this.databases.add(database);
      sessions.add(session);
      cancellation.onCancel(session::interrupt);
    }
  }

  /// Number of workers.
  int size() {
    return databases.size();
  }

  /// Stages a part in another thread and tells `then`; waits while too many are waiting.
  Future<StagedPart> submit(Part part, Stager stager, Consumer<StagedPart> then) {
    cancellation.check();
    waiting.acquireUninterruptibly();
    return threads.submit(() -> {
      Session session = sessions.take();
      try {
        cancellation.check();
        StagedPart staged = stager.stage(part, session);
        then.accept(staged);
        return staged;
      } finally {
        sessions.add(session);
        waiting.release();
      }
    });
  }

  /// The staged parts, once all are.
  static List<StagedPart> await(List<Future<StagedPart>> parts) {
    return Futures.await(parts, "A part could not be staged.");
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
    sessions.forEach(Session::close);
    databases.forEach(Database::close);
  }
}
