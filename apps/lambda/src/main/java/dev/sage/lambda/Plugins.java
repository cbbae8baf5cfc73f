package dev.sage.lambda;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.burst.OutcomeReports;
import dev.sage.spi.burst.OutcomeReportsPlugin;
import dev.sage.spi.lease.Leases;
import dev.sage.spi.lease.LeasesPlugin;
import dev.sage.spi.secret.SecretsPlugin;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.spi.storage.StorePlugin;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Predicate;

/// The connectors that are in the package. They are looked for where this class comes from: the
/// runtime of functions sets a class loader of its own for threads, which would open every jar
/// again.
final class Plugins {
  private Plugins() {}

  static ExecutionStore store(String url) {
    return of(StorePlugin.class, plugin -> plugin.accepts(url))
        .orElseThrow(() -> missing("stores"))
        .open(url);
  }

  static Leases leases(String url) {
    return of(LeasesPlugin.class, plugin -> plugin.accepts(url))
        .orElseThrow(() -> missing("locks"))
        .open(url);
  }

  static OutcomeReports reports(String url) {
    return of(OutcomeReportsPlugin.class, plugin -> plugin.accepts(url))
        .orElseThrow(() -> missing("databases of metadata"))
        .open(url);
  }

  static String secret(String url) {
    return of(SecretsPlugin.class, plugin -> plugin.accepts(url))
        .orElseThrow(() -> missing("secrets"))
        .read(url);
  }

  static <T> Optional<T> of(Class<T> kind, Predicate<T> accepts) {
    return ServiceLoader.load(kind, Plugins.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(accepts)
        .findFirst();
  }

  private static SageException missing(String what) {
    return new SageException(
        ErrorCode.SETTINGS_INVALID, "No connector in this package serves such " + what + ".");
  }
}
