package dev.sage.engine;

import dev.sage.engine.concurrent.Futures;
import dev.sage.engine.split.Part;
import dev.sage.engine.sql.Database;
import dev.sage.engine.sql.Session;
import dev.sage.engine.stage.StagedPart;
import dev.sage.engine.stage.Stager;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Stages parts while the next ones are being split: so many at a time, only few waiting.
final class StagingPool implements AutoCloseable {
  private final ExecutorService threads;
  private final int size;
  private final Queue<Database> owned = new ConcurrentLinkedQueue<>();
  private final Queue<Session> all = new ConcurrentLinkedQueue<>();
  private final Queue<Session> idle = new ConcurrentLinkedQueue<>();
  private final AtomicInteger workers = new AtomicInteger();
  private final IntFunction<Database> databases;
  private final @Nullable Database first;
  private final Semaphore waiting;
  private final Cancellation cancellation;

  /// @param databases makes an engine of one thread for each worker, as soon as there is something
  ///   for it to do: to open one takes as long as to stage a thousand rows
  /// @param first what the first worker uses instead of an engine of its own; it knows the
  ///   functions of the stager
  StagingPool(
      int size,
      IntFunction<Database> databases,
      Optional<Database> first,
      Cancellation cancellation) {
    this.threads =
        Executors.newFixedThreadPool(size, Thread.ofPlatform().name("stage-", 0).factory());
    this.size = size;
    this.databases = databases;
    this.first = first.orElse(null);
    this.waiting = new Semaphore(size + 2);
    this.cancellation = cancellation;
  }

  /// Number of workers, at most.
  int size() {
    return size;
  }

  private Session session() {
    Session rested = idle.poll();
    return rested == null ? hired(workers.getAndIncrement()) : rested;
  }

  private Session hired(int worker) {
    Session session = worker == 0 && first != null ? first.session() : own(worker);
    all.add(session);
    cancellation.onCancel(session::interrupt);
    return session;
  }

  private Session own(int worker) {
    Database database = databases.apply(worker);
    owned.add(database);
    Session session = database.session();
    Stager.register(session);
    return session;
  }

  /// Stages a part in another thread and tells `then`; waits while too many are waiting.
  Future<StagedPart> submit(Part part, Stager stager, Consumer<StagedPart> then) {
    cancellation.check();
    waiting.acquireUninterruptibly();
    return threads.submit(() -> {
      Session session = session();
      try {
        cancellation.check();
        StagedPart staged = stager.stage(part, session);
        then.accept(staged);
        return staged;
      } finally {
        idle.add(session);
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
    all.forEach(Session::close);
    owned.forEach(Database::close);
  }
}
