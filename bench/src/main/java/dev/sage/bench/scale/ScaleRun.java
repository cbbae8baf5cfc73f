package dev.sage.bench.scale;

import dev.sage.orchestrator.burst.BurstParts;
import dev.sage.orchestrator.daemon.DaemonEvents;
import dev.sage.orchestrator.daemon.DaemonParts;
import dev.sage.orchestrator.daemon.DaemonSettings;
import dev.sage.orchestrator.daemon.DaemonTicks;
import dev.sage.orchestrator.execution.Execution;
import dev.sage.orchestrator.execution.RetryPolicy;
import dev.sage.orchestrator.inbox.InboxSources;
import dev.sage.orchestrator.inbox.Intake;
import dev.sage.orchestrator.placement.Decision;
import dev.sage.orchestrator.placement.Place;
import dev.sage.orchestrator.placement.Placement;
import dev.sage.testing.orchestrator.MemoryInboxes;
import dev.sage.testing.orchestrator.MemoryLedger;
import dev.sage.testing.orchestrator.MemoryMetadata;
import dev.sage.testing.orchestrator.MemoryOutbox;
import dev.sage.testing.orchestrator.NobodyExpected;
import dev.sage.worker.StopRequests;
import dev.sage.worker.lease.MemoryLeases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/// One scenario from the first file to the end of the last.
///
/// ```
/// Outcome outcome = new ScaleRun(Scenario.burst(100_000, 1, Platform.amazon(1_000, 1))).run();
/// ```
final class ScaleRun {
  /// What is not done by then is not done.
  private static final long PATIENCE = Duration.ofDays(60).toNanos();

  private static final double WARM = 0.3;
  private static final double LATE = 0.9;

  private final Scenario scenario;
  private final Platform platform;
  private final Timeline time = new Timeline();
  private final Tally tally;
  private final Statements statements;
  private final Backlog backlog;
  private final Store store;
  private final Locks locks;
  private final Connections connections;
  private final Pace pace;
  private final FunctionService service;
  private final Callers callers;
  private final LocalWork local;
  private final Driver driver;
  private long warm;
  private long late;

  ScaleRun(Scenario scenario) {
    this.scenario = scenario;
    this.platform = scenario.platform();
    SplittableRandom random = new SplittableRandom(scenario.seed());
    this.tally = new Tally(time, scenario.files());
    this.statements = new Statements(time, platform);
    this.backlog = new Backlog(time, statements, platform.countTo(), scenario::arrival, tally);
    this.store = new Store(time, platform, backlog::find);
    this.locks = new Locks(time, platform, backlog::find);
    this.connections = new Connections(time, platform);
    this.pace = new Pace(platform, random);
    this.service =
        new FunctionService(
            time,
            platform,
            random,
            new Invocation.World(
                time,
                Limits.published(),
                backlog::find,
                store,
                new StopRequests(store),
                locks,
                connections,
                tally,
                pace,
                platform.lease()));
    this.callers = new Callers(time, platform.callers());
    this.local = new LocalWork(time, platform, store, locks, connections, tally, pace);
    this.driver = new Driver(time, ticks(random), backlog, callers, platform.slots());
    local.tell(driver::someoneIsDone);
  }

  private DaemonTicks ticks(SplittableRandom random) {
    MemoryMetadata rest = new MemoryMetadata(time, _ -> false);
    MemoryLedger ledger = new MemoryLedger(rest);
    DaemonParts parts =
        new DaemonParts(
            new MemoryInboxes(rest),
            InboxSources.LOCAL,
            ledger,
            new Intake(store, ledger, Path.of("."), time, () -> new UUID(0, 0)),
            new MemoryLeases(time::now),
            backlog,
            local,
            new NobodyExpected(),
            new MemoryOutbox(rest, time),
            List.of(),
            Runnable::run,
            local,
            Optional.of(burst()),
            events(),
            time::now,
            random);
    return new DaemonTicks(
        parts,
        new DaemonSettings(
            "simulated",
            platform.slots(),
            Duration.ofSeconds(1),
            platform.lease(),
            RetryPolicy.DEFAULT));
  }

  private BurstParts burst() {
    return new BurstParts(
        backlog,
        new Placement(platform.burst()),
        service,
        locks,
        store,
        pace::load,
        callers,
        platform.lease(),
        Duration.ofSeconds(15));
  }

  private DaemonEvents events() {
    return new DaemonEvents() {
      @Override
      public void placed(Execution execution, Decision decision) {
        tally.placed(decision.place(), decision.reasons().getFirst());
        if (decision.place() == Place.HERE) {
          local.expect(backlog.find(execution.id()));
        }
      }
    };
  }

  Outcome run() {
    return run(scenario.files());
  }

  /// @param most when so many have ended, that is all
  Outcome run(int most) {
    arrive();
    driver.start();
    while (tally.done() < most && time.now() < PATIENCE && time.step()) {
      note((double) tally.done() / most);
    }
    return outcome(most);
  }

  private void note(double share) {
    warm = warm == 0 && share >= WARM ? time.now() : warm;
    late = late == 0 && share >= LATE ? time.now() : late;
  }

  /// Files a second while it went as usual, neither beginning nor coming to its end.
  double rate() {
    return tally.done() * (LATE - WARM) / ((double) (late - warm) / Timeline.SECOND);
  }

  private void arrive() {
    if (scenario.isBurst()) {
      time.at(scenario.first().toNanos(), () -> arrived(scenario.files()));
    } else {
      time.at(scenario.arrival(0), () -> arriveFrom(0));
    }
  }

  private void arriveFrom(int number) {
    statements.taken(time.now(), 1);
    store.request(time.now(), 0, 2);
    arrived(1);
    if (number + 1 < scenario.files()) {
      time.at(scenario.arrival(number + 1), () -> arriveFrom(number + 1));
    }
  }

  private void arrived(int files) {
    backlog.arrive(files);
    driver.someArrived();
  }

  private Outcome outcome(int most) {
    long end = Math.max(1, tally.lastEnd);
    List<Meter> meters = new ArrayList<>();
    meters.add(local.meter());
    meters.add(callers.meter());
    meters.addAll(driver.meters());
    meters.addAll(statements.meters());
    meters.addAll(service.meters());
    meters.addAll(store.meters());
    meters.addAll(locks.meters());
    meters.addAll(connections.meters());
    return Outcome.of(
        scenario,
        tally,
        meters.stream().map(meter -> meter.use(end)).toList(),
        service,
        new Outcome.Asked(statements.total(), statements.longest(), store.partitions()),
        Outcome.used(platform, service, store, locks),
        most,
        end);
  }
}
