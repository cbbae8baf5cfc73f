package dev.sage.connector.postgresql;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.LoadRequest;
import dev.sage.spi.SageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Makes schemas, ledgers and tables that are missing, before the load's own transaction: made
/// inside it, they would be locked against everybody for as long as it takes.
final class Preparation {
  /// "SAGE" in ASCII: those who make tables queue here.
  private static final long LOCK = 0x53414745L;

  private final Connection connection;
  private final String place;

  Preparation(Connection connection, String place) {
    this.connection = connection;
    this.place = place;
  }

  /// Looks again at what was prepared, for it may be long ago, and makes what is missing.
  List<TableLoad> ready(List<TableLoad> prepared) throws SQLException {
    List<TableLoad> plans = plan(prepared);
    if (plans.stream().anyMatch(plan -> !plan.missing().isEmpty())) {
      make(prepared);
      plans = plan(prepared);
    }
    return plans;
  }

  private List<TableLoad> plan(List<TableLoad> prepared) throws SQLException {
    List<TableLoad> plans = new ArrayList<>();
    for (TableLoad load : prepared) {
      plans.add(plan(load));
    }
    return plans;
  }

  private TableLoad plan(TableLoad load) throws SQLException {
    LoadRequest asked = load.request();
    LoadRequest request =
        new LoadRequest(
            asked.id(),
            load.table(),
            asked.strategy(),
            asked.columns(),
            asked.key(),
            asked.partitionBy(),
            asked.schemaMode());
    TableState state = new CatalogReader(connection).read(load.table());
    TableLoad planned = new Planner(request, state, place).plan();
    TableLoad plan = planned.landing().complete(connection, planned);
    if (!plan.limits().equals(load.limits())) {
      throw new SageException(
          ErrorCode.DESTINATION_MISMATCH,
          "The table %s of %s was changed after it was checked. Run again."
              .formatted(load.table(), place));
    }
    return plan;
  }

  private void make(List<TableLoad> prepared) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_catalog.pg_advisory_xact_lock(" + LOCK + ")");
      for (TableLoad load : prepared) {
        for (String missing : plan(load).missing()) {
          statement.execute(missing);
        }
      }
      connection.commit();
      connection.setAutoCommit(true);
    }
  }
}
