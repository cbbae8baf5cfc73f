package dev.sage.testing.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Gives turns to actors, one at a time, in an order that a seed decides; its clock goes on with
/// every turn. Used by one thread; the threads of actors only ever run in its place.
final class Scheduler {
  private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

  private final Random random;
  private final List<Actor> actors = new ArrayList<>();
  private final Semaphore turn = new Semaphore(0);
  private long now;
  private @Nullable Actor current;
  private long turns;
  private @Nullable Throwable fault;

  Scheduler(Random random) {
    this.random = random;
  }

  /// Nanoseconds since the start: every machine's monotonic clock, and the servers' clock.
  long nanoTime() {
    return now;
  }

  Instant instant() {
    return START.plusNanos(now);
  }

  long turns() {
    return turns;
  }

  /// Adds an actor, which gets its first turn at some time.
  Actor spawn(String name, Runnable body) {
    Actor actor = new Actor(name, body);
    actors.add(actor);
    return actor;
  }

  /// Called by an actor: somebody else may go on, or the world may end for it.
  void giveTurn() {
    Actor actor = running();
    actor.requireAlive();
    actor.handOver();
  }

  /// Called by an actor: it goes on when that much time has passed.
  void sleep(Duration duration) {
    running().wakeAt = now + duration.toNanos();
    giveTurn();
  }

  /// Lets actors run until `end` says so, or nobody can go on.
  ///
  /// @param each called between turns, to do harm
  void run(java.util.function.BooleanSupplier end, Runnable each) {
    while (!end.getAsBoolean()) {
      each.run();
      if (!step()) {
        return;
      }
    }
  }

  /// Ends every actor.
  void close() {
    for (Actor actor : List.copyOf(actors)) {
      actor.kill();
    }
    while (step()) {
      // The dying have their last turns.
    }
  }

  private boolean step() {
    actors.removeIf(actor -> actor.ended);
    List<Actor> ready = actors.stream().filter(p -> p.isReady(now)).toList();
    if (ready.isEmpty()) {
      return skip();
    }
    Actor next = ready.get(random.nextInt(ready.size()));
    now += random.nextInt(2_000_000); // up to two milliseconds a turn
    turns++;
    next.go();
    if (fault != null) {
      throw new AssertionError("The actor " + next.name + " failed.", fault);
    }
    return true;
  }

  /// Nobody is ready: time passes until the first one is.
  private boolean skip() {
    long first = actors.stream().mapToLong(p -> p.readyAt()).min().orElse(Long.MAX_VALUE);
    if (first == Long.MAX_VALUE) {
      return false;
    }
    now = Math.max(now, first);
    return true;
  }

  private Actor running() {
    if (current == null) {
      throw new IllegalStateException("Only an actor of the simulation may do this.");
    }
    return current;
  }

  /// Ends an actor that was killed, in whatever it does. An error, so that nobody who catches what
  /// is his to catch catches it.
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed", null, false, false);
    }
  }

  /// Something that runs by itself.
  final class Actor {
    private final String name;
    private final Thread thread;
    private final Semaphore mine = new Semaphore(0);
    private long wakeAt;
    private long pausedUntil;
    private boolean killed;
    private boolean begun;
    private boolean ended;

    private Actor(String name, Runnable body) {
      this.name = name;
      this.thread = Thread.ofVirtual().name(name).unstarted(() -> live(body));
    }

    void kill() {
      killed = true;
      wakeAt = 0;
      pausedUntil = 0;
      if (!begun) {
        ended = true;
      }
    }

    /// It gets no turn for that long, whatever happens meanwhile.
    void pause(Duration duration) {
      pausedUntil = now + duration.toNanos();
    }

    boolean hasEnded() {
      return ended;
    }

    private boolean isReady(long time) {
      return readyAt() <= time;
    }

    private long readyAt() {
      return Math.max(wakeAt, pausedUntil);
    }

    private void requireAlive() {
      if (killed) {
        throw new Killed();
      }
    }

    private void go() {
      current = this;
      if (begun) {
        mine.release();
      } else {
        begun = true;
        thread.start();
      }
      turn.acquireUninterruptibly();
      current = null;
    }

    private void handOver() {
      turn.release();
      mine.acquireUninterruptibly();
      requireAlive();
    }

    private void live(Runnable body) {
      try {
        body.run();
      } catch (Killed _) {
        // As it should.
      } catch (Throwable e) {
        fault = e;
      } finally {
        ended = true;
        turn.release();
      }
    }
  }
}
