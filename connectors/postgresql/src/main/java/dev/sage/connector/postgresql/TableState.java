package dev.sage.connector.postgresql;

import dev.sage.spi.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
      boolean createTemporary,
      boolean schemaExists,
      boolean useSchema,
      boolean createTables) {}

  /// A relation that is there.
  ///
  /// @param kind `pg_class.relkind`
  /// @param references foreign keys of other tables that refer to it
  /// @param rules that rewrite `INSERT`, `UPDATE` or `DELETE`
  record Table(
      char kind,
      boolean rowSecurity,
      Grants grants,
      List<Column> columns,
      List<Key> keys,
      List<Reference> references,
      List<String> rules) {
    Table {
      columns = List.copyOf(columns);
      keys = List.copyOf(keys);
      references = List.copyOf(references);
      rules = List.copyOf(rules);
    }

    Optional<Column> column(String name) {
      return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
  }

  /// What the role may do with the whole table.
  ///
  /// @param alter whether it owns the table
  record Grants(boolean alter, boolean delete, boolean truncate) {}

  /// A unique index over columns, valid and over all rows.
  ///
  /// @param deferrable whether it is that of a constraint that may be checked late
  record Key(String index, Set<String> columns, boolean deferrable) {
    Key {
      columns = Set.copyOf(columns);
    }
  }

  /// A foreign key of another table.
  ///
  /// @param onDelete `pg_constraint.confdeltype`
  record Reference(TableName from, String constraint, char onDelete) {}

  /// @param type the OID of its type
  /// @param modifier its length or precision, as PostgreSQL encodes it; -1 for none
  /// @param typeText the type as SQL writes it
  /// @param definition the same, with the collation if that is not the type's own
  /// @param filled whether PostgreSQL has a value for it when a row brings none
  /// @param generated whether its value is always computed
  /// @param identity whether it is `GENERATED ALWAYS AS IDENTITY`
  record Column(
      String name,
      int type,
      int modifier,
      String typeText,
      String definition,
      boolean notNull,
      boolean filled,
      boolean generated,
      boolean identity,
      boolean insertable,
      boolean updatable,
      boolean selectable) {}

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
