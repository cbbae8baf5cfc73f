package dev.sage.testing.simulation;

import dev.sage.engine.Progress;
import dev.sage.engine.hash.Sha256;
import dev.sage.orchestrator.burst.BurstParts;
import dev.sage.orchestrator.burst.BurstQueue;
import dev.sage.orchestrator.daemon.DaemonEvents;
import dev.sage.orchestrator.daemon.DaemonParts;
import dev.sage.orchestrator.daemon.DaemonSettings;
import dev.sage.orchestrator.daemon.DaemonTicks;
import dev.sage.orchestrator.execution.ExecutionQueue;
import dev.sage.orchestrator.execution.RetryPolicy;
import dev.sage.orchestrator.inbox.Inbox;
import dev.sage.orchestrator.inbox.Inbox.ContractVersion;
import dev.sage.orchestrator.inbox.Inboxes;
import dev.sage.orchestrator.inbox.Intake;
import dev.sage.orchestrator.inbox.Ledger;
import dev.sage.orchestrator.notify.Outbox;
import dev.sage.orchestrator.placement.BurstLimits;
import dev.sage.orchestrator.placement.Placement;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.SageException;
import dev.sage.spi.lease.Leases;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.testing.orchestrator.MemoryBurstQueue;
import dev.sage.testing.orchestrator.MemoryInboxes;
import dev.sage.testing.orchestrator.MemoryLedger;
import dev.sage.testing.orchestrator.MemoryMetadata;
import dev.sage.testing.orchestrator.MemoryOutbox;
import dev.sage.testing.orchestrator.MemoryQueue;
import dev.sage.testing.orchestrator.NobodyExpected;
import dev.sage.worker.Processing;
import dev.sage.worker.StopRequests;
import dev.sage.worker.WorkOrder;
import dev.sage.worker.Worker;
import dev.sage.worker.WorkerSettings;
import dev.sage.worker.lease.MemoryLeases;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Services that never fail by themselves, machines that do, and the networks between them.
final class World {
  static final Duration LEASE = Duration.ofSeconds(10);
  static final Duration SETTLE = Duration.ofSeconds(5);
  private static final Duration SCAN = Duration.ofSeconds(1);
  private static final byte[] CONTRACT = "contract".getBytes(StandardCharsets.UTF_8);
  private static final RetryPolicy RETRIES =
      new RetryPolicy(1_000, 1_000, Duration.ofSeconds(1), Duration.ofSeconds(5));

  /// A queue is long at once, the CPU is busy half of the time, and a function has a minute.
  private static final BurstLimits LIMITS =
      new BurstLimits(
          0, 0.8, SCAN, 4, Duration.ofMinutes(1), 1 << 20, 1L << 30, 1 << 20, 2L << 30, 1L << 30);

  final Random random;
  final Scheduler scheduler;
  final Faults faults;
  final SimulatedFolder folder = new SimulatedFolder();
  final SimulatedDestination destination = new SimulatedDestination();
  final MemoryStore store;
  final MemoryMetadata metadata;
  final List<Machine> machines = new ArrayList<>();
  private final MemoryLeases leases;
  private final WatchedLeases watched;
  private final MemoryOutbox outbox;
  private final @Nullable FunctionHost functions;
  private final Path scratch;
  private final long seed;
  private long ids;

  World(long seed, int lostOfThousand, Simulation.Options options, Path scratch) {
    this.seed = seed;
    this.random = new Random(seed);
    this.scheduler = new Scheduler(random);
    this.faults = new Faults(lostOfThousand);
    this.store = new MemoryStore(options.fences());
    this.leases = new MemoryLeases(scheduler::nanoTime);
    this.watched = new WatchedLeases(leases, scheduler::nanoTime);
    this.metadata = new MemoryMetadata(scheduler::instant, watched::isHeld);
    this.outbox = new MemoryOutbox(metadata, scheduler::instant);
    this.scratch = scratch;
    this.functions = options.functions() ? new FunctionHost(this) : null;
    metadata.add(inbox());
  }

  private Inbox inbox() {
    return new Inbox(
        new UUID(-1, 1),
        "ventas",
        new ContractVersion(new UUID(3, 1), "ventas.yaml", 1, Sha256.of(CONTRACT), CONTRACT),
        Optional.of(scratch),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Language.ES,
        0,
        Duration.ofMinutes(30),
        SETTLE);
  }

  Machine addMachine() {
    Machine machine = new Machine("m" + machines.size(), scheduler);
    machines.add(machine);
    return machine;
  }

  /// Starts the daemon of a machine.
  void boot(Machine machine) {
    machine.spawn("daemon", () -> live(machine));
  }

  /// A message that came twice: a worker does what another one does.
  void duplicate(Machine machine, WorkOrder order) {
    machine.spawn(
        "duplicate",
        () -> {
          try {
            worker(machine).process(order, Progress.SILENT, new dev.sage.engine.Cancellation());
          } catch (SageException _) {
            // Nobody waits for its answer.
          }
        });
  }

  private void live(Machine machine) {
    DaemonSettings settings = new DaemonSettings(machine.name(), 3, SCAN, LEASE, RETRIES);
    DaemonTicks ticks = new DaemonTicks(parts(machine), settings);
    for (int turn = 0; ; turn++) {
      guarded(ticks::scan);
      guarded(ticks::dispatch);
      guarded(ticks::check);
      guarded(ticks::watch);
      if (turn % 3 == 0) {
        guarded(ticks::takeDeadLetters);
        guarded(ticks::renew);
        guarded(ticks::recover);
        guarded(ticks::carry);
      }
      scheduler.sleep(SCAN);
    }
  }

  /// As the daemon does it: what fails once is tried at the next turn.
  private static void guarded(Runnable tick) {
    try {
      tick.run();
    } catch (RuntimeException _) {
      // The next turn comes.
    }
  }

  private DaemonParts parts(Machine machine) {
    Network network = network(machine);
    ErrorCode away = ErrorCode.METADATA_UNREACHABLE;
    Ledger ledger = network.to(Ledger.class, new MemoryLedger(metadata), away);
    Leases seenLeases = network.to(Leases.class, watched, away);
    Worker worker = worker(machine);
    return new DaemonParts(
        network.to(Inboxes.class, new MemoryInboxes(metadata), away),
        _ -> folder.seen(scheduler::giveTurn),
        ledger,
        new Intake(
            network.to(ExecutionStore.class, store, ErrorCode.STORE_UNREACHABLE),
            ledger,
            scratch.resolve("arriving"),
            new JumpingClock(scheduler, random),
            () -> new UUID(seed, ids++)),
        seenLeases,
        network.to(ExecutionQueue.class, new MemoryQueue(metadata), away),
        (order, cancellation) -> worker.process(order, Progress.SILENT, cancellation),
        new NobodyExpected(),
        network.to(Outbox.class, outbox, away),
        List.of(),
        Runnable::run,
        machine,
        burst(network),
        DaemonEvents.NONE,
        scheduler::nanoTime,
        random);
  }

  private Optional<BurstParts> burst(Network network) {
    return Optional.ofNullable(functions)
        .map(host ->
            new BurstParts(
                network.to(
                    BurstQueue.class,
                    new MemoryBurstQueue(metadata),
                    ErrorCode.METADATA_UNREACHABLE),
                new Placement(LIMITS),
                host.behind(network),
                network.to(Leases.class, watched, ErrorCode.FUNCTION_UNREACHABLE),
                network.to(ExecutionStore.class, store, ErrorCode.STORE_UNREACHABLE),
                random::nextDouble,
                Runnable::run,
                LEASE,
                SCAN.multipliedBy(3)));
  }

  /// Functions, if there are any: harm comes to them, too.
  Optional<FunctionHost> functions() {
    return Optional.ofNullable(functions);
  }

  /// What a function does with a message, on a machine of its own.
  void work(Machine machine, WorkOrder order) {
    StopRequests stops =
        new StopRequests(
            network(machine).to(ExecutionStore.class, store, ErrorCode.STORE_UNREACHABLE));
    if (!stops.isAsked(order.execution(), order.attempt())) {
      worker(machine, stops::respectedBy)
          .process(order, Progress.SILENT, new dev.sage.engine.Cancellation());
    }
  }

  private Worker worker(Machine machine) {
    return worker(machine, processing -> processing);
  }

  private Worker worker(Machine machine, UnaryOperator<Processing> around) {
    Network network = network(machine);
    Processing engine =
        new SimulatedEngine(
            scheduler,
            random,
            network.to(Commits.class, destination, ErrorCode.DESTINATION_UNREACHABLE));
    return new Worker(
        network.to(ExecutionStore.class, store, ErrorCode.STORE_UNREACHABLE),
        network.to(Leases.class, watched, ErrorCode.METADATA_UNREACHABLE),
        around.apply(engine),
        (interval, beat) -> new SimulatedHeart(scheduler, machine, interval, beat),
        scheduler::nanoTime,
        new WorkerSettings(scratch.resolve(machine.name()), machine.name(), LEASE));
  }

  private Network network(Machine machine) {
    return new Network(scheduler, machine, random, faults);
  }

  boolean anyLeaseHeld() {
    return metadata.executions().stream().anyMatch(row -> watched.isHeld(row.id()));
  }
}
