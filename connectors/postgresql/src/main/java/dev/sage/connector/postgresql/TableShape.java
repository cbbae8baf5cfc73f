package dev.sage.connector.postgresql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a table is built: all that a new version must have before its rows can be shown. Two tables
/// of equal shapes differ in their rows, names and rights only.
///
/// @param oid the table itself
/// @param create what follows the columns in `CREATE TABLE`: access method, tablespace
/// @param columns one text each, to tell one shape from another
/// @param settings what follows `ALTER TABLE name`: storage parameters, statistics targets
record TableShape(
    long oid,
    String owner,
    boolean unlogged,
    String create,
    List<String> columns,
    List<String> settings,
    List<Index> indexes,
    List<ForeignKey> foreignKeys,
    List<String> checks,
    List<Statistics> statistics,
    List<OwnedSequence> sequences,
    ReplicaIdentity replicaIdentity) {
  TableShape {
    columns = List.copyOf(columns);
    settings = List.copyOf(settings);
    indexes = List.copyOf(indexes);
    foreignKeys = List.copyOf(foreignKeys);
    checks = List.copyOf(checks);
    statistics = List.copyOf(statistics);
    sequences = List.copyOf(sequences);
  }

  /// @param definition from `USING` on
  /// @param tablespace empty: the database's
  /// @param constraint null when it stands behind none
  record Index(
      String name,
      boolean unique,
      String definition,
      String tablespace,
      boolean clustered,
      boolean replicaIdentity,
      @Nullable Constraint constraint) {}

  /// A constraint that an index stands behind.
  ///
  /// @param adoptable whether it can take an index that is there: `PRIMARY KEY`, `UNIQUE`
  /// @param kind what `USING INDEX` follows
  /// @param timing `DEFERRABLE` and what follows it, or empty
  /// @param definition all of it, as `ALTER TABLE ... ADD` takes it
  record Constraint(boolean adoptable, String kind, String timing, String definition) {}

  /// A foreign key out of the table.
  ///
  /// @param definition as `ALTER TABLE ... ADD` takes it
  /// @param references the other table as SQL writes it
  /// @param own whether it references its own table
  record ForeignKey(
      String name, String definition, String references, boolean own, boolean enforced) {

    /// The definition for another table like this one: what refers to its own rows does so there.
    String definitionOn(String table) {
      return own
          ? definition.replace(" REFERENCES " + references + "(", " REFERENCES " + table + "(")
          : definition;
    }
  }

  /// An object of `CREATE STATISTICS`.
  ///
  /// @param body between the name and `FROM`
  /// @param target negative: the default
  record Statistics(String schema, String name, String body, int target) {}

  /// A sequence that belongs to a column.
  ///
  /// @param identity made with the column, as opposed to shared by the versions of the table
  record OwnedSequence(String column, String name, boolean identity) {}

  /// What stands in `REPLICA IDENTITY`, unless it is the default or an index.
  enum ReplicaIdentity {
    DEFAULT,
    FULL,
    NOTHING,
    INDEX
  }

  /// Whether what is built like the one is built like the other.
  boolean isLike(TableShape other) {
    return withOid(0).equals(other.withOid(0));
  }

  private TableShape withOid(long oid) {
    return new TableShape(
        oid,
        owner,
        unlogged,
        create,
        columns,
        settings,
        indexes,
        foreignKeys,
        checks,
        statistics,
        sequences,
        replicaIdentity);
  }
}
