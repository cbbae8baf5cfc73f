package dev.sage.bench.scale;

import dev.sage.orchestrator.daemon.DaemonTicks;
import java.util.List;

/// Makes the daemon's steps as its own threads do: claims when there is room or something has come,
/// looks for what became of functions half a second after it has looked.
final class Driver {
  private static final long WATCH = Timeline.SECOND / 2;
  private static final long LETTERS = 5 * Timeline.SECOND;
  private static final long CHECK = Timeline.SECOND;
  private static final long LONGEST_WAIT = Timeline.SECOND;
  private static final long NOTICE = Timeline.SECOND / 1_000;

  private final Timeline time;
  private final DaemonTicks ticks;
  private final Backlog backlog;
  private final Callers callers;
  private final int slots;
  private final Rate looks = new Rate("server: the watcher's look", "of its time", 1);
  private final Rate claims;
  private long turn;
  private boolean waitsForRoom;
  private boolean waitsForWork;

  Driver(Timeline time, DaemonTicks ticks, Backlog backlog, Callers callers, int slots) {
    this.time = time;
    this.ticks = ticks;
    this.backlog = backlog;
    this.callers = callers;
    this.slots = slots;
    this.claims = new Rate("server: threads that claim", "at a time", slots + 1.0);
  }

  void start() {
    time.at(0, this::dispatch);
    time.at(0, this::watch);
    time.at(0, this::letters);
    time.at(0, this::check);
  }

  private void dispatch() {
    waitsForRoom = false;
    waitsForWork = false;
    long begun = time.now();
    ticks.dispatch();
    took(claims, begun, time.now());
    time.at(time.now(), this::await);
  }

  private void await() {
    if (ticks.running() >= slots) {
      waitsForRoom = true;
      wake(LONGEST_WAIT);
    } else {
      waitsForWork = true;
      wake(Math.min(LONGEST_WAIT, backlog.untilDue().toNanos()));
    }
  }

  private void wake(long after) {
    long own = ++turn;
    time.in(
        after,
        () -> {
          if (own == turn) {
            dispatch();
          }
        });
  }

  /// The database notifies who waits.
  void someArrived() {
    if (waitsForWork) {
      waitsForWork = false;
      wake(NOTICE);
    }
  }

  /// Whoever is done has looked for the next one.
  void someoneIsDone(long since) {
    took(claims, since, time.now());
    if (waitsForRoom && ticks.running() < slots) {
      waitsForRoom = false;
      wake(0);
    }
  }

  private void watch() {
    long begun = time.now();
    callers.mark();
    ticks.watch();
    long end = Math.max(time.now(), callers.last());
    took(looks, begun, end);
    time.at(end + WATCH, this::watch);
  }

  private void letters() {
    ticks.takeDeadLetters();
    time.in(LETTERS, this::letters);
  }

  private void check() {
    ticks.check();
    time.in(CHECK, this::check);
  }

  private static void took(Rate what, long begun, long end) {
    what.count(begun, (double) (end - begun) / Timeline.SECOND);
  }

  List<Rate> meters() {
    return List.of(looks, claims);
  }
}
