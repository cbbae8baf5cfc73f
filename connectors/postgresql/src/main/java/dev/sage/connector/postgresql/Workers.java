package dev.sage.connector.postgresql;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Work that several connections do at the same time. The first that fails stops the others, and
/// its failure is what comes of all.
///
/// @param opener makes a connection for each worker
/// @param most how many at once
record Workers(LoadSession.Opener opener, int most) {

  /// Work of one worker on a connection of its own.
  @FunctionalInterface
  interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  /// Runs statements, each in a transaction of its own, in no order.
  void run(List<String> statements) throws SQLException {
    Queue<String> left = new ConcurrentLinkedQueue<>(statements);
    Work<Integer> work =
        connection -> {
          Query query = new Query(connection);
          int done = 0;
          for (String next = left.poll(); next != null; next = left.poll()) {
            query.run(next);
            done++;
          }
          return done;
        };
    List<Work<Integer>> works = new ArrayList<>();
    for (int i = 0; i < Math.min(most, statements.size()); i++) {
      works.add(work);
    }
    all(works);
  }

  /// What each of the works comes to, in no order. Returns when all have ended.
  <T> List<T> all(List<Work<T>> works) throws SQLException {
    try (Opened connections = new Opened(opener);
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, works.size()))) {
      List<Callable<T>> calls = new ArrayList<>();
      for (Work<T> work : works) {
        Connection connection = connections.open();
        calls.add(() -> work.with(connection));
      }
      CompletionService<T> running = new ExecutorCompletionService<>(threads);
      calls.forEach(running::submit);
      try {
        return results(running, works.size());
      } catch (SQLException | RuntimeException | Error e) {
        connections.abort();
        threads.shutdownNow();
        throw e;
      }
    }
  }

  private static <T> List<T> results(CompletionService<T> running, int count) throws SQLException {
    List<T> results = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        results.add(running.take().get());
      }
    } catch (ExecutionException e) {
      throw cause(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new SageException(
          ErrorCode.CANCELLED, "The load was cancelled while it copied. Nothing was loaded.");
    }
    return results;
  }

  private static SQLException cause(ExecutionException e) {
    return switch (e.getCause()) {
      case SQLException cause -> cause;
      case RuntimeException cause -> throw cause;
      case Error cause -> throw cause;
      case Throwable cause -> throw new IllegalStateException(cause);
      case null -> throw new IllegalStateException(e);
    };
  }

  /// Connections that are closed together.
  private static final class Opened implements AutoCloseable {
    private final LoadSession.Opener opener;
    private final List<Connection> connections = new ArrayList<>();

    Opened(LoadSession.Opener opener) {
      this.opener = opener;
    }

    Connection open() throws SQLException {
      Connection connection = opener.open();
      connections.add(connection);
      return connection;
    }

    /// Ends what the others are doing: their next word to the server fails.
    void abort() {
      connections.forEach(Opened::abort);
    }

    private static void abort(Connection connection) {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException _) {
        // It is gone already.
      }
    }

    @Override
    public void close() {
      for (Connection connection : connections) {
        try {
          connection.close();
        } catch (SQLException _) {
          // It was broken already.
        }
      }
    }
  }
}
