package dev.sage.server.platform;

import dev.sage.server.metrics.Metrics;
import dev.sage.server.settings.Settings;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the API stands on, from the first moment to the last: it starts while HTTP answers already,
/// and tries again for as long as something that it needs is not there.
public final class Platform implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Platform.class);
  private static final Duration TIDY = Duration.ofHours(1);
  private static final Duration BEAT = Duration.ofSeconds(15);
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final Settings settings;
  private final Clock clock;
  private final Metrics metrics;
  private final ScheduledExecutorService starter =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("starter").daemon().factory());
  private volatile Stage stage = new Stage.Starting();

  public Platform(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.metrics = new Metrics(settings.home());
  }

  public void start() {
    starter.execute(this::open);
  }

  public Stage stage() {
    return stage;
  }

  public Settings settings() {
    return settings;
  }

  public Clock clock() {
    return clock;
  }

  public Metrics metrics() {
    return metrics;
  }

  /// @throws SageException [ErrorCode#METADATA_UNREACHABLE] while it starts or cannot
  public Services services() {
    return switch (stage) {
      case Stage.Ready ready -> ready.services();
      case Stage.Starting _ -> throw unavailable(STARTING);
      case Stage.Failing failing ->
          throw new SageException(
              ErrorCode.METADATA_UNREACHABLE,
              String.valueOf(failing.cause().getMessage()),
              failing.cause());
      case Stage.Stopped _ -> throw unavailable(STOPPING);
    };
  }

  private static SageException unavailable(Message message) {
    return new SageException(ErrorCode.METADATA_UNREACHABLE, message);
  }

  private void open() {
    try {
      Services services = Services.open(settings, clock, metrics);
      if (becomes(services)) {
        every(TIDY, services::tidy);
        every(BEAT, services::beat);
        LOG.atInfo().addKeyValue("took_ms", services.laps()).log("ready");
      }
    } catch (SageException e) {
      failing(e);
    } catch (RuntimeException | LinkageError e) {
      failing(
          new SageException(
              ErrorCode.INTERNAL,
              "The server cannot start by a fault of its own; see its log.",
              e));
    }
  }

  /// Whoever stops the server meanwhile finds nothing begun, or all of it.
  private synchronized boolean becomes(Services services) {
    boolean wanted = !(stage instanceof Stage.Stopped);
    try {
      if (wanted) {
        services.startWork();
        stage = new Stage.Ready(services);
      }
    } finally {
      if (!(stage instanceof Stage.Ready)) {
        services.close();
      }
    }
    return wanted;
  }

  private void every(Duration interval, Runnable step) {
    ScheduledFuture<?> _ =
        starter.scheduleWithFixedDelay(step, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void failing(SageException cause) {
    LOG.atError().addKeyValue("code", cause.code()).setCause(cause).log("cannot start yet");
    if (!(stage instanceof Stage.Stopped)) {
      stage = new Stage.Failing(cause);
      ScheduledFuture<?> _ = starter.schedule(this::open, AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /// No new work, and what runs is handed back. Requests are still answered.
  public void stopWork() {
    if (stage instanceof Stage.Ready ready) {
      ready.services().stopWork(settings.daemon().stopWithin());
    }
  }

  @Override
  public void close() {
    Stage last;
    synchronized (this) {
      last = stage;
      stage = new Stage.Stopped();
    }
    starter.shutdown();
    if (last instanceof Stage.Ready ready) {
      ready.services().close();
    }
    awaitStarter();
    metrics.close();
  }

  /// What was just being opened closes itself.
  private void awaitStarter() {
    try {
      boolean ended = starter.awaitTermination(60, TimeUnit.SECONDS);
      LOG.atDebug().addKeyValue("ended", ended).log("starter");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final Message STARTING =
      new Message(
          "El servidor está arrancando. Vea /api/health e inténtelo en unos segundos.",
          "The server is starting. See /api/health and try again in some seconds.");
  private static final Message STOPPING =
      new Message("El servidor se está deteniendo.", "The server is stopping.");
}
