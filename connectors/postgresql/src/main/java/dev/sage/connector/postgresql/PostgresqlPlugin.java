package dev.sage.connector.postgresql;

import dev.sage.spi.Destination;
import dev.sage.spi.DestinationPlugin;
import dev.sage.spi.Examination;
import java.time.Clock;
import java.time.Duration;

/// Serves `postgresql://` and `postgres://`.
public final class PostgresqlPlugin implements DestinationPlugin {
  private final Environment environment;
  private final Backoff backoff;
  private final Duration lockTimeout;

  public PostgresqlPlugin() {
    this(Environment.SYSTEM, Backoff.SLEEPING, Connections.LOCK_TIMEOUT);
  }

  PostgresqlPlugin(Environment environment, Backoff backoff, Duration lockTimeout) {
    this.environment = environment;
    this.backoff = backoff;
    this.lockTimeout = lockTimeout;
  }

  @Override
  public String name() {
    return "postgresql";
  }

  @Override
  public boolean accepts(String url) {
    return ConnectionUrl.accepts(url);
  }

  @Override
  public Destination connect(String url) {
    ConnectionUrl parsed = ConnectionUrl.parse(url, environment);
    return PostgresqlDestination.connect(new Connections(parsed, lockTimeout), backoff);
  }

  @Override
  public Examination examine(String url) {
    return new Examiner(ConnectionUrl.parse(url, environment), Clock.systemUTC()).examine();
  }
}
