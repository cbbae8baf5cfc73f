package dev.sage.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// Threads that begin the same thing at the same moment.
public final class Racers {
  private Racers() {}

  /// What each came back with, in their order.
  ///
  /// @param racer what one of them does, by its number
  public static <T> List<T> race(int racers, IntFunction<T> racer) {
    CyclicBarrier start = new CyclicBarrier(racers);
    List<Future<T>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(racers)) {
      for (int i = 0; i < racers; i++) {
        int number = i;
        running.add(
            threads.submit(() -> {
              start.await();
              return racer.apply(number);
            }));
      }
    }
    return running.stream().map(Racers::result).toList();
  }

  private static <T> T result(Future<T> ended) {
    try {
      return ended.get();
    } catch (ExecutionException e) {
      throw new AssertionError("A racer failed.", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted.", e);
    }
  }
}
