package dev.sage.server.work;

import dev.sage.orchestrator.burst.BurstParts;
import dev.sage.orchestrator.burst.BurstQueue;
import dev.sage.orchestrator.placement.BurstLimits;
import dev.sage.orchestrator.placement.Placement;
import dev.sage.server.settings.Settings;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.burst.Launcher;
import dev.sage.spi.burst.LauncherPlugin;
import dev.sage.spi.lease.Leases;
import dev.sage.spi.lease.LeasesPlugin;
import dev.sage.spi.storage.ExecutionStore;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/// What it takes to have functions do executions, as the settings say.
public final class Functions implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(15);

  /// Of a function's memory, what is not the engine's.
  private static final long BESIDE_ENGINE = 512L << 20;

  private final Launcher launcher;
  private final Leases leases;
  private final ExecutorService callers =
      Executors.newFixedThreadPool(32, Thread.ofVirtual().name("function-", 0).factory());
  private final BurstParts parts;

  private Functions(
      Launcher launcher,
      Leases leases,
      Settings.Burst own,
      Settings.Executions executions,
      BurstQueue queue,
      ExecutionStore store,
      LongSupplier nanoTime) {
    this.launcher = launcher;
    this.leases = leases;
    this.parts =
        new BurstParts(
            queue,
            new Placement(limits(own, executions)),
            launcher,
            leases,
            store,
            new ProcessorLoad(nanoTime),
            callers,
            own.lease(),
            PAUSE);
  }

  /// @throws SageException when no connector serves an address; nobody is asked yet
  public static Functions open(
      Settings.Burst own,
      Settings.Executions executions,
      BurstQueue queue,
      ExecutionStore store,
      LongSupplier nanoTime) {
    return new Functions(
        launcher(own.function()), leases(own.locks()), own, executions, queue, store, nanoTime);
  }

  private static BurstLimits limits(Settings.Burst own, Settings.Executions executions) {
    return new BurstLimits(
        own.queueOver(),
        own.cpuOver() / 100.0,
        own.patience(),
        own.functions(),
        own.time(),
        own.rate(),
        own.largest(),
        own.part(),
        own.memory(),
        Math.min(executions.memory(), own.memory() - BESIDE_ENGINE) + BESIDE_ENGINE);
  }

  private static Launcher launcher(String url) {
    for (LauncherPlugin plugin : ServiceLoader.load(LauncherPlugin.class)) {
      if (plugin.accepts(url)) {
        return plugin.open(url);
      }
    }
    throw unknown("burst.function");
  }

  private static Leases leases(String url) {
    for (LeasesPlugin plugin : ServiceLoader.load(LeasesPlugin.class)) {
      if (plugin.accepts(url)) {
        return plugin.open(url);
      }
    }
    throw unknown("burst.locks");
  }

  private static SageException unknown(String setting) {
    return new SageException(
        ErrorCode.SETTINGS_INVALID, setting + ": no connector serves such an address.");
  }

  public BurstParts parts() {
    return parts;
  }

  @Override
  public void close() {
    callers.shutdown();
    launcher.close();
    if (leases instanceof AutoCloseable closeable) {
      close(closeable);
    }
  }

  private static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      throw new IllegalStateException("The leases cannot be closed.", e);
    }
  }
}
