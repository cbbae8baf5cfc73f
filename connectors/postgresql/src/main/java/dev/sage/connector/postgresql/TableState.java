package dev.sage.connector.postgresql;

import dev.sage.spi.TableName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the catalog tables say about a load's table, its schema and its ledger, for the connected
/// role.
///
/// @param name with the schema that an unqualified name resolves to
/// @param table null when there is none
record TableState(TableName name, Rights rights, @Nullable Table table, Ledger ledger) {

  /// What the role may do where the table is or will be.
  record Rights(
      String role,
      String database,
      boolean createSchemas,
      boolean schemaExists,
      boolean useSchema,
      boolean createTables) {}

  /// A relation that is there.
  ///
  /// @param kind `pg_class.relkind`
  record Table(char kind, boolean rowSecurity, List<Column> columns) {
    Table {
      columns = List.copyOf(columns);
    }

    Optional<Column> column(String name) {
      return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
  }

  /// @param type the OID of its type
  /// @param modifier its length or precision, as PostgreSQL encodes it; -1 for none
  /// @param typeText the type as SQL writes it
  /// @param filled whether PostgreSQL has a value for it when a row brings none
  /// @param generated whether its value is always computed
  record Column(
      String name,
      int type,
      int modifier,
      String typeText,
      boolean notNull,
      boolean filled,
      boolean generated,
      boolean insertable) {}

  /// The table `sage_commits` of the schema.
  enum Ledger {
    MISSING,
    READY,
    /// The role may not select, insert and update.
    FORBIDDEN,
    /// Another table has the name.
    FOREIGN
  }
}
