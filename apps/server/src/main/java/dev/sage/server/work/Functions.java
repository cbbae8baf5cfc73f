package dev.sage.server.work;

import dev.sage.orchestrator.burst.BurstParts;
import dev.sage.orchestrator.burst.BurstQueue;
import dev.sage.orchestrator.cost.Budget;
import dev.sage.orchestrator.cost.Tariff;
import dev.sage.orchestrator.placement.BurstLimits;
import dev.sage.orchestrator.placement.Placement;
import dev.sage.server.settings.PriceChoice;
import dev.sage.server.settings.Settings;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.burst.Launcher;
import dev.sage.spi.burst.LauncherPlugin;
import dev.sage.spi.lease.Leases;
import dev.sage.spi.lease.LeasesPlugin;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.worker.cost.FunctionSize;
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
            placement(own, executions),
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

  /// Where executions go, and what that may cost.
  public static Placement placement(Settings.Burst own, Settings.Executions executions) {
    Settings.Pricing pricing = own.pricing();
    Tariff tariff =
        new Tariff(
            PriceChoice.of(own),
            new FunctionSize(own.memory(), pricing.disk()),
            own.lease(),
            pricing.sendsOut(),
            new Budget(pricing.day(), pricing.month()));
    return new Placement(limits(own, executions), tariff);
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
