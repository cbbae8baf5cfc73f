package dev.sage.connector.postgresql;

import dev.sage.spi.CommitGate;
import dev.sage.spi.Destination;
import dev.sage.spi.Load;
import dev.sage.spi.LoadOutcome;
import dev.sage.spi.LoadRequest;
import dev.sage.spi.PreparedLoad;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/// A PostgreSQL database, connected.
final class PostgresqlDestination implements Destination {
  private final Connections connections;
  private final Backoff backoff;

  private PostgresqlDestination(Connections connections, Backoff backoff) {
    this.connections = connections;
    this.backoff = backoff;
  }

  static PostgresqlDestination connect(Connections connections, Backoff backoff) {
    try {
      connections.get();
      return new PostgresqlDestination(connections, backoff);
    } catch (SQLException e) {
      throw Failure.explain(e, connections.url().where());
    }
  }

  @Override
  public PreparedLoad prepare(LoadRequest request) {
    try {
      return plan(request);
    } catch (SQLException e) {
      connections.drop();
      throw Failure.explain(e, connections.url().where());
    }
  }

  private TableLoad plan(LoadRequest request) throws SQLException {
    TableState state = new CatalogReader(connections.get()).read(request.table());
    return new Planner(request, state, connections.url().where()).plan();
  }

  @Override
  public List<LoadOutcome> load(UUID execution, long token, List<Load> loads, CommitGate gate) {
    return new LoadCall(connections, backoff, execution, token, loads, gate).run();
  }

  @Override
  public String display() {
    return connections.url().redacted();
  }

  @Override
  public void close() {
    connections.close();
  }
}
