package dev.sage.bench.scale;

import java.util.PriorityQueue;
import java.util.concurrent.Executor;

/// The threads that call services for the daemon: each does one thing at a time, and who comes when
/// all are busy waits for the first that is not.
final class Callers implements Executor {
  private final Timeline time;
  private final PriorityQueue<Long> free = new PriorityQueue<>();
  private final Rate busy;
  private long last;

  Callers(Timeline time, int threads) {
    this.time = time;
    this.busy = new Rate("server: threads that call services", "at a time", threads);
    for (int i = 0; i < threads; i++) {
      free.add(0L);
    }
  }

  /// For whoever asked, no time passes.
  @Override
  public void execute(Runnable task) {
    long asked = time.now();
    long begin = Math.max(asked, free.remove());
    time.moveTo(begin);
    task.run();
    long end = time.now();
    free.add(end);
    busy.count(begin, (double) (end - begin) / Timeline.SECOND);
    last = Math.max(last, end);
    time.moveTo(asked);
  }

  /// From now on, [#last] is of what is asked.
  void mark() {
    last = time.now();
  }

  /// When all of it is done.
  long last() {
    return last;
  }

  Rate meter() {
    return busy;
  }
}
