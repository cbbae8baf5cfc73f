package dev.sage.connector.postgresql;

import dev.sage.spi.Destination;
import dev.sage.spi.DestinationPlugin;

/// Serves `postgresql://` and `postgres://`.
public final class PostgresqlPlugin implements DestinationPlugin {
  private final Environment environment;
  private final Backoff backoff;

  public PostgresqlPlugin() {
    this(Environment.SYSTEM, Backoff.SLEEPING);
  }

  PostgresqlPlugin(Environment environment, Backoff backoff) {
    this.environment = environment;
    this.backoff = backoff;
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
    return PostgresqlDestination.connect(ConnectionUrl.parse(url, environment), backoff);
  }
}
