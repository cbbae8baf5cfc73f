package dev.sage.connector.postgresql;

import dev.sage.spi.CommitGate;
import dev.sage.spi.Destination;
import dev.sage.spi.Load;
import dev.sage.spi.LoadOutcome;
import dev.sage.spi.LoadRequest;
import dev.sage.spi.PreparedLoad;
import dev.sage.spi.TableName;
import dev.sage.spi.TableVersion;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
    return explained(() -> plan(request));
  }

  private TableLoad plan(LoadRequest request) throws SQLException {
    TableState state = new CatalogReader(connections.get()).read(request.table());
    TableLoad plan = new Planner(request, state, connections.url().where()).plan();
    return plan.landing().complete(connections.get(), plan);
  }

  @Override
  public List<LoadOutcome> load(UUID execution, long token, List<Load> loads, CommitGate gate) {
    return new LoadCall(connections, backoff, execution, token, loads, gate).run();
  }

  @Override
  public List<TableVersion> versions(TableName table) {
    return explained(new Rollback(connections, backoff, table)::list);
  }

  @Override
  public TableVersion rollback(TableName table, @Nullable Long number) {
    Rollback rollback = new Rollback(connections, backoff, table);
    return explained(() -> rollback.to(number));
  }

  @FunctionalInterface
  private interface Work<T> {
    T get() throws SQLException;
  }

  private <T> T explained(Work<T> work) {
    try {
      return work.get();
    } catch (SQLException e) {
      connections.drop();
      throw Failure.explain(e, connections.url().where());
    }
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
