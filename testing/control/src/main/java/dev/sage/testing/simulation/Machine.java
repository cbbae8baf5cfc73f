package dev.sage.testing.simulation;

import dev.sage.testing.simulation.Scheduler.Actor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/// A machine: actors that live, are paused and die together, and a network that may be cut.
final class Machine implements Executor {
  private final String name;
  private final Scheduler scheduler;
  private final List<Actor> actors = new ArrayList<>();
  private long cutUntil;
  private int spawned;

  Machine(String name, Scheduler scheduler) {
    this.name = name;
    this.scheduler = scheduler;
  }

  String name() {
    return name;
  }

  Actor spawn(String what, Runnable body) {
    actors.removeIf(Actor::hasEnded);
    Actor actor = scheduler.spawn(name + "/" + what + "-" + spawned++, body);
    actors.add(actor);
    return actor;
  }

  @Override
  public void execute(Runnable task) {
    spawn("task", task);
  }

  /// SIGKILL: nothing of it does anything any more.
  void kill() {
    actors.forEach(Actor::kill);
    actors.clear();
  }

  /// SIGSTOP, or a laptop that was closed.
  void pause(Duration duration) {
    actors.forEach(actor -> actor.pause(duration));
  }

  void cut(Duration duration) {
    cutUntil = scheduler.nanoTime() + duration.toNanos();
  }

  boolean isCut() {
    return scheduler.nanoTime() < cutUntil;
  }
}
