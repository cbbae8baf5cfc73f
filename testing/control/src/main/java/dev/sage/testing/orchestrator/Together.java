package dev.sage.testing.orchestrator;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// Several threads that begin at the same time.
public final class Together {
  private Together() {}

  /// @return what each returned, in the order of their numbers
  public static <T> List<T> run(int threads, IntFunction<T> task) {
    CountDownLatch start = new CountDownLatch(threads);
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        futures.add(executor.submit(started(start, () -> task.apply(number))));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> Callable<T> started(CountDownLatch start, Callable<T> task) {
    return () -> {
      start.countDown();
      start.await();
      return task.call();
    };
  }
}
