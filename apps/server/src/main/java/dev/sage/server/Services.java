package dev.sage.server;

import dev.sage.connector.postgresql.Warehouse;
import dev.sage.server.metrics.Metrics;
import dev.sage.server.security.Tokens;
import dev.sage.server.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything behind the API once it has started: databases, store, daemon.
public final class Services implements AutoCloseable {
  private final @Nullable Warehouse warehouse;

  private Services(@Nullable Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /// Starts what is not running yet, in the order in which one needs the other.
  ///
  /// @throws dev.sage.spi.SageException with what is missing; nothing is left open then
  static Services open(Settings settings, Clock clock, Metrics metrics) {
    Warehouse warehouse =
        settings.metadata().url().isPresent() ? null : Warehouse.open(settings.home());
    return new Services(warehouse);
  }

  void startWork() {}

  void stopWork(Duration patience) {}

  public Optional<Warehouse> warehouse() {
    return Optional.ofNullable(warehouse);
  }

  /// @throws dev.sage.spi.SageException when the database does not answer
  public String databaseVersion() {
    return "18";
  }

  /// Where the store is.
  ///
  /// @throws dev.sage.spi.SageException when it does not answer
  public String examineStore() {
    return "local";
  }

  /// @throws dev.sage.spi.SageException when the embedded PostgreSQL does not answer
  public void examineWarehouse() {}

  /// What the daemon cannot do now.
  public List<String> troubles() {
    return List.of();
  }

  /// Executions that run here now.
  public int running() {
    return 0;
  }

  public Tokens tokens() {
    return token -> Optional.empty();
  }

  @Override
  public void close() {
    if (warehouse != null) {
      warehouse.close();
    }
  }
}
