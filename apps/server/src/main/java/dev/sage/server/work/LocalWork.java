package dev.sage.server.work;

import dev.sage.engine.Cancellation;
import dev.sage.engine.Destinations;
import dev.sage.engine.EngineOptions;
import dev.sage.orchestrator.burst.BurstParts;
import dev.sage.orchestrator.daemon.Daemon;
import dev.sage.orchestrator.daemon.DaemonParts;
import dev.sage.orchestrator.daemon.DaemonSettings;
import dev.sage.orchestrator.daemon.ExecutionWork;
import dev.sage.orchestrator.execution.RetryPolicy;
import dev.sage.orchestrator.inbox.InboxSources;
import dev.sage.orchestrator.inbox.Intake;
import dev.sage.orchestrator.retention.RetentionSettings;
import dev.sage.orchestrator.retention.Sweeper;
import dev.sage.server.settings.Settings;
import dev.sage.spi.lease.Leases;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.worker.EngineProcessing;
import dev.sage.worker.ThreadHeartbeats;
import dev.sage.worker.WorkOrder;
import dev.sage.worker.WorkOutcome;
import dev.sage.worker.Worker;
import dev.sage.worker.WorkerSettings;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.slf4j.MDC;

/// The daemon of this process, and the worker that it gives executions to.
public final class LocalWork implements AutoCloseable {
  private static final int TAKERS = 4;

  private final Worker worker;
  private final ThreadHeartbeats heartbeats;
  private final LiveProgress progress;
  private final ExecutorService takers =
      Executors.newFixedThreadPool(
          TAKERS, Thread.ofPlatform().name("taker-", 0).daemon().factory());
  private final ExecutorService workers =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("worker-", 0).daemon().factory());
  private final Daemon daemon;

  private LocalWork(
      Worker worker, ThreadHeartbeats heartbeats, LiveProgress progress, Assembly assembly) {
    this.worker = worker;
    this.heartbeats = heartbeats;
    this.progress = progress;
    this.daemon = assembly.daemon(this);
  }

  private interface Assembly {
    Daemon daemon(LocalWork work);
  }

  public static LocalWork of(
      Settings settings,
      Clock clock,
      Ports ports,
      Intake intake,
      ExecutionStore store,
      Leases leases,
      Destinations destinations,
      LiveProgress progress,
      DaemonWatch watch,
      Optional<BurstParts> burst) {
    Settings.Daemon own = settings.daemon();
    Sweeper sweeper =
        new Sweeper(
            store,
            ports.retention(),
            new RetentionSettings(
                settings.retention().executions(), settings.retention().deliveries()),
            clock);
    ThreadHeartbeats heartbeats = new ThreadHeartbeats();
    Worker worker =
        new Worker(
            store,
            burst.map(BurstParts::leases).orElse(leases),
            new EngineProcessing(clock, destinations, options(settings.executions()), "local"),
            heartbeats,
            System::nanoTime,
            new WorkerSettings(settings.home().resolve("work"), own.name(), own.lease()));
    return new LocalWork(
        worker,
        heartbeats,
        progress,
        work ->
            new Daemon(
                new DaemonParts(
                    ports.inboxes(),
                    InboxSources.LOCAL,
                    ports.ledger(),
                    intake,
                    leases,
                    ports.queue(),
                    work.executions(),
                    ports.calendar(),
                    ports.outbox(),
                    Channels.of(settings, ports.subscriptions(), clock),
                    work.takers,
                    work.workers,
                    burst,
                    watch,
                    System::nanoTime,
                    new SecureRandom()),
                new DaemonSettings(
                    own.name(),
                    own.localExecutions(),
                    own.scanInterval(),
                    own.lease(),
                    retries(settings.executions())),
                () -> watch.swept(sweeper.sweep())));
  }

  private static EngineOptions options(Settings.Executions executions) {
    int threads =
        executions.threads() == 0
            ? Runtime.getRuntime().availableProcessors()
            : executions.threads();
    return new EngineOptions(executions.memory(), threads, EngineOptions.DEFAULT_PART, false);
  }

  private static RetryPolicy retries(Settings.Executions executions) {
    RetryPolicy usual = RetryPolicy.DEFAULT;
    return new RetryPolicy(executions.retries(), usual.losses(), usual.first(), usual.longest());
  }

  private ExecutionWork executions() {
    return new ExecutionWork() {
      @Override
      public WorkOutcome process(WorkOrder order, Cancellation cancellation) {
        return LocalWork.this.process(order, cancellation);
      }

      @Override
      public void tidy(Predicate<UUID> isOpen) {
        worker.tidy(isOpen);
      }
    };
  }

  /// Every line that is logged meanwhile says of what execution it is.
  private WorkOutcome process(WorkOrder order, Cancellation cancellation) {
    MDC.put("execution", order.execution().toString());
    try {
      return worker.process(order, progress.begin(order.execution()), cancellation);
    } finally {
      progress.end(order.execution());
      MDC.remove("execution");
    }
  }

  public void start() {
    daemon.start();
  }

  /// Executions that run here now.
  public int running() {
    return daemon.running();
  }

  public void stop(Duration patience) {
    daemon.stop(patience);
  }

  @Override
  public void close() {
    takers.shutdown();
    workers.shutdown();
    heartbeats.close();
  }
}
