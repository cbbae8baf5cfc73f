package dev.sage.orchestrator.daemon;

import dev.sage.orchestrator.burst.BurstParts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a daemon does, a step at a time and without any thread of its own: [Daemon] has a clock
/// make the steps, tests and the simulation make them by hand.
public final class DaemonTicks {
  private final InboxScanner scanner;
  private final Dispatcher dispatcher;
  private final Janitor janitor;
  private final Courier courier;
  private final @Nullable Watcher watcher;
  private final DaemonParts parts;

  public DaemonTicks(DaemonParts parts, DaemonSettings settings) {
    this.parts = parts;
    this.scanner = new InboxScanner(parts, settings);
    @Nullable BurstParts elsewhere = parts.burst().orElse(null);
    @Nullable Burst burst = elsewhere == null ? null : new Burst(elsewhere, parts);
    this.watcher =
        elsewhere == null || burst == null ? null : new Watcher(elsewhere, burst, parts, settings);
    this.dispatcher = new Dispatcher(parts, settings, burst);
    this.janitor = new Janitor(parts, settings);
    this.courier = new Courier(parts);
  }

  /// Looks into the inboxes.
  public void scan() {
    scanner.scan();
  }

  /// Renews the leases of inboxes.
  public void renew() {
    scanner.renew();
  }

  /// Claims executions while there is room.
  public void dispatch() {
    dispatcher.dispatch();
  }

  /// Stops what is overdue or unwanted; says what could not be said.
  public void check() {
    dispatcher.check();
  }

  /// Puts back what nobody works on any more.
  public void recover() {
    janitor.recover();
  }

  /// Deletes what attempts left on this machine whose executions are over.
  public void tidy() {
    janitor.tidy();
  }

  /// Announces who is late.
  public void announce() {
    parts.calendar().announceLate();
  }

  /// Carries notifications.
  public void carry() {
    courier.carry();
  }

  /// Finds out what became of what functions have.
  public void watch() {
    if (watcher != null) {
      watcher.look();
    }
  }

  /// Takes what functions have given up.
  public void takeDeadLetters() {
    if (watcher != null) {
      watcher.takeDeadLetters();
    }
  }

  public int running() {
    return dispatcher.running();
  }

  /// Claims nothing more and asks what runs to be given back.
  public void stop() {
    dispatcher.stop();
  }

  /// Gives to others what only one looks after.
  public void leave() {
    scanner.stop();
    if (watcher != null) {
      watcher.stop();
    }
  }

  /// Waits until there is room for an execution.
  ///
  /// @return whether there was, in time
  public boolean awaitRoom(Duration atMost) throws InterruptedException {
    return dispatcher.awaitRoom(atMost);
  }

  /// Waits until nothing runs.
  ///
  /// @return whether it came to that in time
  public boolean awaitIdle(Duration atMost) throws InterruptedException {
    return dispatcher.awaitIdle(atMost);
  }
}
