package dev.sage.connector.postgresql;

import dev.sage.spi.CommitGate;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Load;
import dev.sage.spi.LoadOutcome;
import dev.sage.spi.LoadOutcome.Status;
import dev.sage.spi.SageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// One call of [dev.sage.spi.Destination#load]: one transaction, tried until it is done, refused,
/// or hopeless.
///
/// A try whose commit got no answer is resolved before anything else is looked at, by the same
/// entry in the ledger: the insert waits for a transaction that is still alive, finds the entry of
/// one that was committed, and succeeds after one that was not.
final class LoadCall {
  private static final int RETRIES = 3;

  /// With [Backoff#SLEEPING] and the time that connecting takes: about two minutes.
  private static final int RETRIES_WHILE_UNKNOWN = 12;

  private final Connections connections;
  private final Backoff backoff;
  private final UUID execution;
  private final long token;
  private final List<Load> loads;
  private final CommitGate gate;

  /// What was entered by the try whose commit got no answer.
  private final Set<String> unknown = new HashSet<>();

  LoadCall(
      Connections connections,
      Backoff backoff,
      UUID execution,
      long token,
      List<Load> loads,
      CommitGate gate) {
    this.connections = connections;
    this.backoff = backoff;
    this.execution = execution;
    this.token = token;
    this.loads = List.copyOf(loads);
    this.gate = gate;
  }

  List<LoadOutcome> run() {
    for (int failures = 1; ; failures++) {
      try {
        return attempt();
      } catch (SQLException e) {
        connections.drop();
        refuseIfHopeless(e, failures);
      } catch (RuntimeException | Error e) {
        connections.drop();
        throw e;
      }
      await(failures);
    }
  }

  private List<LoadOutcome> attempt() throws SQLException {
    Connection connection = connections.get();
    List<TableLoad> prepared = loads.stream().map(load -> (TableLoad) load.prepared()).toList();
    if (!unknown.isEmpty() && wasCommitted(connection, prepared)) {
      return landedBefore(new Ledger(connection, execution), prepared);
    }
    List<TableLoad> plans = new Preparation(connection, connections.url().where()).ready(prepared);
    LoadSession session = new LoadSession(execution, connection, connections::open, backoff);
    connection.setAutoCommit(false);
    try {
      List<LoadOutcome> outcomes = transact(session, plans);
      connection.setAutoCommit(true);
      return outcomes;
    } catch (SQLException | RuntimeException | Error e) {
      rollBack(connection);
      abandon(session, plans);
      throw e;
    }
  }

  /// Whether the try whose commit got no answer was committed. If not, nothing is left of it.
  private boolean wasCommitted(Connection connection, List<TableLoad> prepared)
      throws SQLException {
    Ledger ledger = new Ledger(connection, execution);
    boolean committed = true;
    connection.setAutoCommit(false);
    for (TableLoad load : prepared) {
      committed &= !(unknown.contains(load.id()) && ledger.enter(load, token));
    }
    connection.rollback();
    connection.setAutoCommit(true);
    if (!committed) {
      unknown.clear();
    }
    return committed;
  }

  private List<LoadOutcome> landedBefore(Ledger ledger, List<TableLoad> loads) throws SQLException {
    List<LoadOutcome> outcomes = new ArrayList<>();
    for (TableLoad load : loads) {
      outcomes.add(landedBefore(ledger, load));
    }
    return outcomes;
  }

  private List<LoadOutcome> transact(LoadSession session, List<TableLoad> plans)
      throws SQLException {
    Ledger ledger = new Ledger(session.connection(), execution);
    Set<String> entered = new HashSet<>();
    for (TableLoad plan : plans) {
      if (ledger.enter(plan, token)) {
        entered.add(plan.id());
      }
    }
    Map<String, LoadOutcome> copied = new HashMap<>();
    for (int i = 0; i < plans.size(); i++) {
      if (entered.contains(plans.get(i).id())) {
        copied.put(plans.get(i).id(), copy(session, plans.get(i), loads.get(i)));
      }
    }
    gate.await();
    List<LoadOutcome> outcomes = new ArrayList<>();
    for (TableLoad plan : plans) {
      LoadOutcome outcome = copied.get(plan.id());
      outcomes.add(
          outcome == null ? landedBefore(ledger, plan) : apply(session, ledger, plan, outcome));
    }
    commit(session.connection(), entered);
    return outcomes;
  }

  private static LoadOutcome copy(LoadSession session, TableLoad plan, Load load)
      throws SQLException {
    long start = System.nanoTime();
    long rows = plan.landing().copy(session, plan, load.rows());
    return new LoadOutcome(plan.id(), Status.LOADED, rows, since(start));
  }

  private static LoadOutcome apply(
      LoadSession session, Ledger ledger, TableLoad plan, LoadOutcome copied) throws SQLException {
    long start = System.nanoTime();
    plan.landing().apply(session, plan, copied.rows());
    ledger.finish(plan, copied.rows());
    return new LoadOutcome(
        plan.id(), Status.LOADED, copied.rows(), copied.duration().plus(since(start)));
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private LoadOutcome landedBefore(Ledger ledger, TableLoad plan) throws SQLException {
    Status status = unknown.contains(plan.id()) ? Status.LOADED : Status.ALREADY_LOADED;
    return new LoadOutcome(plan.id(), status, ledger.rows(plan), Duration.ZERO);
  }

  private void commit(Connection connection, Set<String> entered) throws SQLException {
    try {
      connection.commit();
    } catch (SQLException e) {
      if (Failure.of(e) == Failure.LOST) {
        unknown.addAll(entered);
      }
      throw e;
    }
  }

  private void refuseIfHopeless(SQLException e, int failures) {
    if (unknown.isEmpty()) {
      if (!Failure.of(e).isTransient() || failures > RETRIES) {
        throw Failure.explain(e, connections.url().where());
      }
    } else if (failures > RETRIES_WHILE_UNKNOWN) {
      throw commitUnknown();
    }
  }

  private SageException commitUnknown() {
    return new SageException(
        ErrorCode.COMMIT_UNKNOWN,
        "The connection to PostgreSQL at %s was lost while it committed, and it could not be asked since. Run the execution %s again when it is back: it will find out, and load nothing twice."
            .formatted(connections.url().where(), execution));
  }

  private void await(int failures) {
    try {
      backoff.await(failures);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw unknown.isEmpty()
          ? new SageException(
              ErrorCode.CANCELLED, "The load was cancelled between two tries. Nothing was loaded.")
          : commitUnknown();
    }
  }

  private static void abandon(LoadSession session, List<TableLoad> plans) {
    for (TableLoad plan : plans) {
      try {
        plan.landing().abandon(session, plan);
      } catch (SQLException _) {
        // The database is not there to be tidied up; the next load of the table does it.
      }
    }
  }

  private static void rollBack(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException _) {
      // The connection is gone: the server rolls back by itself.
    }
  }
}
