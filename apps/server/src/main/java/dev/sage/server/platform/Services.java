package dev.sage.server.platform;

import dev.sage.connector.postgresql.Warehouse;
import dev.sage.connector.postgresql.lease.PostgresqlLeases;
import dev.sage.metadata.daemon.Daemons;
import dev.sage.metadata.database.MetadataDatabase;
import dev.sage.metadata.execution.PostgresqlBurstQueue;
import dev.sage.orchestrator.calendar.DeliveryCalendar;
import dev.sage.orchestrator.inbox.Inboxes;
import dev.sage.orchestrator.inbox.Intake;
import dev.sage.server.admin.Desks;
import dev.sage.server.admin.Tokens;
import dev.sage.server.desk.MetadataDesks;
import dev.sage.server.metrics.Metrics;
import dev.sage.server.settings.Settings;
import dev.sage.server.work.DaemonWatch;
import dev.sage.server.work.Functions;
import dev.sage.server.work.LiveProgress;
import dev.sage.server.work.LocalWork;
import dev.sage.server.work.NamedDestinations;
import dev.sage.server.work.Ports;
import dev.sage.server.work.Pulse;
import dev.sage.server.work.Stores;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.storage.ExecutionStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything behind the API once it has started: databases, store, daemon.
public final class Services implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Services.class);
  private static final String DATABASE = "sage";

  private final Settings settings;
  private final Cleanup cleanup;
  private final Laps laps = new Laps();
  private final @Nullable Warehouse warehouse;
  private final MetadataDatabase database;
  private final Daemons daemons;
  private final ExecutionStore store;
  private final Ports ports;
  private final Pulse pulse = new Pulse();
  private final LiveProgress progress = new LiveProgress(pulse);
  private final DaemonWatch watch;
  private final Intake intake;
  private final Desks desks;
  private final Housekeeping housekeeping;
  private final @Nullable LocalWork work;

  private Services(Settings settings, Clock clock, Metrics metrics, Cleanup cleanup) {
    this.settings = settings;
    this.cleanup = cleanup;
    this.warehouse =
        settings.metadata().url().isPresent()
            ? null
            : cleanup.add(
                laps.time("warehouse", () -> Warehouse.open(settings.home())), Warehouse::close);
    this.database =
        cleanup.add(laps.time("metadata", () -> database(settings)), MetadataDatabase::close);
    this.daemons = new Daemons(database);
    metrics.watch(database.dataSource());
    this.store =
        cleanup.add(laps.time("store", () -> Stores.open(settings)), ExecutionStore::close);
    this.ports = cleanup.add(Ports.of(database), Ports::close);
    this.watch = new DaemonWatch(metrics.work(clock), pulse);
    this.intake =
        new Intake(store, ports.ledger(), Home.temporary(settings.home()), clock, UUID::randomUUID);
    this.desks = MetadataDesks.of(database, settings, ports.inboxes(), store, UUID::randomUUID);
    this.housekeeping = new Housekeeping(settings, desks, store);
    laps.time("token", housekeeping::provideToken);
    this.work =
        settings.daemon().enabled() ? cleanup.add(work(settings, clock), LocalWork::close) : null;
    metrics.gauge("sage.queue.length", "Executions that wait, of all servers", this::waiting);
    metrics.gauge(
        "sage.cost.today", "US dollars for functions today, reserved ones included", this::cost);
    metrics.gauge("sage.executions.running", "Executions of this process", this::running);
  }

  /// Not a number while nobody can say.
  private double waiting() {
    try {
      return desks.statistics().waiting();
    } catch (SageException e) {
      return Double.NaN;
    }
  }

  private double cost() {
    try {
      return desks
          .costs()
          .budget(settings.language())
          .map(budget -> budget.spentToday().doubleValue())
          .orElse(0.0);
    } catch (SageException e) {
      return Double.NaN;
    }
  }

  /// Starts what is not running yet, in the order in which one needs the other.
  ///
  /// @throws SageException with what is missing; nothing is left open then
  static Services open(Settings settings, Clock clock, Metrics metrics) {
    Cleanup cleanup = new Cleanup();
    try {
      return new Services(settings, clock, metrics, cleanup);
    } catch (RuntimeException | Error e) {
      cleanup.close();
      throw e;
    }
  }

  private MetadataDatabase database(Settings settings) {
    String url = settings.metadata().url().orElseGet(() -> embedded().url(DATABASE));
    return MetadataDatabase.open(url, settings.metadata().connections());
  }

  private LocalWork work(Settings settings, Clock clock) {
    NamedDestinations destinations =
        new NamedDestinations(
            settings.destinations(),
            warehouse == null ? Optional.empty() : Optional.of(embedded()::url));
    return LocalWork.of(
        settings,
        clock,
        ports,
        intake,
        store,
        new PostgresqlLeases(database.dataSource()),
        destinations,
        progress,
        watch,
        settings.burst().map(own -> cleanup.add(burst(own), Functions::close).parts()));
  }

  private Functions burst(Settings.Burst own) {
    return Functions.open(
        own,
        settings.executions(),
        new PostgresqlBurstQueue(database, own.queueOver() + 1),
        store,
        System::nanoTime);
  }

  private Warehouse embedded() {
    if (warehouse == null) {
      throw new SageException(ErrorCode.DESTINATION_INVALID, "There is no embedded PostgreSQL.");
    }
    return warehouse;
  }

  /// How long each step of the start took, in milliseconds.
  Map<String, Long> laps() {
    return laps.all();
  }

  void startWork() {
    if (work != null) {
      Settings.Daemon own = settings.daemon();
      daemons.started(own.name(), host(), Version.TEXT, own.localExecutions());
      work.start();
    }
  }

  /// A sign of life, for who looks at the daemons that there are.
  void beat() {
    try {
      if (work != null) {
        daemons.seen(settings.daemon().name());
      }
    } catch (SageException e) {
      LOG.atDebug().addKeyValue("code", e.code()).log("no sign of life");
    }
  }

  private static String host() {
    String name = System.getenv("HOSTNAME");
    return name == null ? "" : name;
  }

  void stopWork(Duration patience) {
    if (work != null) {
      work.stop(patience);
    }
  }

  /// Forgets what is old.
  void tidy() {
    housekeeping.tidy();
  }

  public Optional<Warehouse> warehouse() {
    return Optional.ofNullable(warehouse);
  }

  public MetadataDatabase database() {
    return database;
  }

  public ExecutionStore store() {
    return store;
  }

  public Inboxes inboxes() {
    return ports.inboxes();
  }

  public DeliveryCalendar calendar() {
    return ports.calendar();
  }

  public Intake intake() {
    return intake;
  }

  public DaemonWatch watch() {
    return watch;
  }

  public LiveProgress progress() {
    return progress;
  }

  public Pulse pulse() {
    return pulse;
  }

  /// @throws SageException when the database does not answer
  public String databaseVersion() {
    MetadataDatabase.Health health = database.health();
    if (!health.reachable()) {
      throw new SageException(ErrorCode.METADATA_UNREACHABLE, health.problem());
    }
    return health.version();
  }

  /// Where the store is.
  ///
  /// @throws SageException when it does not answer
  public String examineStore() {
    List<UUID> some = store.executions(Optional.empty(), 1);
    LOG.atTrace().addKeyValue("executions", some.size()).log("store answers");
    return store.display();
  }

  /// @throws SageException when the embedded PostgreSQL does not answer
  public void examineWarehouse() {
    String url = embedded().url(DATABASE);
    if (url.isEmpty()) {
      throw new SageException(ErrorCode.WAREHOUSE_START, "It does not run.");
    }
  }

  /// What the daemon cannot do now.
  public List<String> troubles() {
    return watch.troubles();
  }

  /// Executions that run here now.
  public int running() {
    return work == null ? 0 : work.running();
  }

  public Tokens tokens() {
    return desks.tokens();
  }

  public Desks desks() {
    return desks;
  }

  @Override
  public void close() {
    cleanup.close();
  }
}
