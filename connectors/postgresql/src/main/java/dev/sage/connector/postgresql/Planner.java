package dev.sage.connector.postgresql;

import dev.sage.connector.postgresql.TableState.Column;
import dev.sage.connector.postgresql.TableState.Rights;
import dev.sage.connector.postgresql.TableState.Table;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.LoadColumn;
import dev.sage.spi.LoadRequest;
import dev.sage.spi.SageException;
import dev.sage.spi.SchemaMode;
import dev.sage.spi.Strategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decides whether and how a load can be done, from what the catalog tables say. Every refusal
/// holds the statement that would mend it.
final class Planner {
  private static final Set<String> SYSTEM_COLUMNS =
      Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");
  private static final char ORDINARY = 'r';
  private static final char PARTITIONED = 'p';

  private final LoadRequest request;
  private final TableState state;
  private final String place;
  private final Demands demands;
  private final List<String> mismatches = new ArrayList<>();
  private final List<String> missingRights = new ArrayList<>();

  /// What [SchemaMode#EVOLVE] adds to the table.
  private final List<LoadColumn> added = new ArrayList<>();

  /// @param place where the database is, without secrets
  Planner(LoadRequest request, TableState state, String place) {
    this.request = request;
    this.state = state;
    this.place = place;
    this.demands = new Demands(request, state);
  }

  TableLoad plan() {
    Landing landing = Landing.of(request.strategy());
    checkNames();
    if (state.ledger() == TableState.Ledger.FOREIGN) {
      mismatches.add(foreignLedger());
    }
    Table table = state.table();
    List<ColumnPlan> columns =
        table == null ? request.columns().stream().map(this::created).toList() : existing(table);
    mismatches.addAll(demands.mismatches());
    refuseIf(ErrorCode.DESTINATION_MISMATCH, "does not fit", mismatches);
    checkRights(table);
    refuseIf(ErrorCode.DESTINATION_PERMISSION, "may not be loaded by this role", missingRights);
    return new TableLoad(
        request, state.name(), columns, missing(table), landing, place + ": " + state.name());
  }

  private void checkNames() {
    Set<String> seen = new HashSet<>();
    for (LoadColumn column : request.columns()) {
      requireName("column", column.name());
      if (!seen.add(column.name())) {
        mismatches.add("The column %s stands twice.".formatted(Sql.name(column.name())));
      }
      if (SYSTEM_COLUMNS.contains(column.name())) {
        mismatches.add(
            "PostgreSQL keeps the column name %s for itself; map the field to another column."
                .formatted(Sql.name(column.name())));
      }
    }
    requireName("table", state.name().name());
    requireName("schema", state.name().schema());
    if (state.name().name().equals(Ledger.TABLE)) {
      mismatches.add(Ledger.TABLE + " is SAGE's own ledger; choose another table.");
    }
    if (state.name().name().equals(Versions.TABLE)) {
      mismatches.add(Versions.TABLE + " is SAGE's own; choose another table.");
    }
  }

  private void requireName(String what, String name) {
    if (!Sql.isName(name)) {
      mismatches.add(
          "The name of the %s %s is not one that PostgreSQL keeps whole: 1 to %d bytes."
              .formatted(what, Sql.name(name.replace('\0', ' ')), Sql.MAX_NAME_BYTES));
    }
  }

  private ColumnPlan created(LoadColumn column) {
    return ColumnPlan.created(column, demands.primaryKey().contains(column.name()));
  }

  private List<ColumnPlan> existing(Table table) {
    if (table.kind() != ORDINARY && table.kind() != PARTITIONED) {
      mismatches.add("It is not a table (a view, perhaps). Name a table, or remove it.");
      return List.of();
    }
    checkUnfilled(table);
    return request.columns().stream()
        .map(column -> existing(column, table))
        .flatMap(List::stream)
        .toList();
  }

  private List<ColumnPlan> existing(LoadColumn column, Table table) {
    Column existing = table.column(column.name()).orElse(null);
    if (existing == null) {
      return absent(column, table);
    }
    if (existing.generated()) {
      mismatches.add(
          "The column %s is generated. Leave it out of `columns`, or run: ALTER TABLE %s ALTER COLUMN %s DROP EXPRESSION;"
              .formatted(Sql.name(column.name()), table(), Sql.name(column.name())));
      return List.of();
    }
    List<ColumnPlan> plan = ColumnPlan.existing(column, existing).stream().toList();
    if (plan.isEmpty()) {
      mismatches.add(otherType(column, existing));
    }
    return plan;
  }

  /// A column by which rows are recognised is never added: those that are there would all have a
  /// null in it.
  private List<ColumnPlan> absent(LoadColumn column, Table table) {
    if (request.schemaMode() == SchemaMode.FREEZE || demands.matched().contains(column.name())) {
      mismatches.add(noColumn(column, table));
      return List.of();
    }
    added.add(column);
    return List.of(ColumnPlan.created(column, false));
  }

  private String noColumn(LoadColumn column, Table table) {
    String near =
        table.columns().stream()
            .map(Column::name)
            .filter(name -> name.equalsIgnoreCase(column.name()))
            .findFirst()
            .map(name -> " (there is " + Sql.name(name) + ")")
            .orElse("");
    return "There is no column %s%s. Run: ALTER TABLE %s ADD COLUMN %s;"
        .formatted(Sql.name(column.name()), near, table(), definition(column));
  }

  private static String definition(LoadColumn column) {
    return Sql.name(column.name()) + " " + ColumnPlan.typeOf(column.type());
  }

  private String otherType(LoadColumn column, Column existing) {
    String wanted = ColumnPlan.typeOf(column.type());
    String name = Sql.name(column.name());
    return "The column %s is %s and cannot hold %s. Run: ALTER TABLE %s ALTER COLUMN %s TYPE %s USING %s::%s;"
        .formatted(name, existing.typeText(), wanted, table(), name, wanted, name, wanted);
  }

  private void checkUnfilled(Table table) {
    Set<String> loaded =
        request.columns().stream().map(LoadColumn::name).collect(Collectors.toSet());
    table.columns().stream()
        .filter(column -> column.notNull() && !column.filled() && !loaded.contains(column.name()))
        .map(column ->
            "Nothing fills the column %s, which is NOT NULL. Run: ALTER TABLE %s ALTER COLUMN %s DROP NOT NULL; or give it a default."
                .formatted(Sql.name(column.name()), table(), Sql.name(column.name())))
        .forEach(mismatches::add);
  }

  private String foreignLedger() {
    return "%s.%s is not SAGE's ledger. Run: ALTER TABLE %s.%s RENAME TO sage_commits_other;"
        .formatted(schema(), Ledger.TABLE, schema(), Ledger.TABLE);
  }

  private void checkRights(@Nullable Table table) {
    Rights rights = state.rights();
    String role = Sql.name(rights.role());
    needRight(
        rights.createTemporary() || !demands.needsTemporaryTable(),
        "GRANT TEMPORARY ON DATABASE %s TO %s;".formatted(Sql.name(rights.database()), role));
    if (!rights.schemaExists()) {
      needRight(
          rights.createSchemas(),
          "GRANT CREATE ON DATABASE %s TO %s;".formatted(Sql.name(rights.database()), role));
      return;
    }
    needRight(rights.useSchema(), "GRANT USAGE ON SCHEMA %s TO %s;".formatted(schema(), role));
    needRight(
        rights.createTables() || (table != null && state.ledger() != TableState.Ledger.MISSING),
        "GRANT CREATE ON SCHEMA %s TO %s;".formatted(schema(), role));
    needRight(
        state.ledger() != TableState.Ledger.FORBIDDEN,
        "GRANT SELECT, INSERT, UPDATE ON %s.%s TO %s;".formatted(schema(), Ledger.TABLE, role));
    if (table != null) {
      checkRights(table, role);
    }
  }

  private void checkRights(Table table, String role) {
    List<String> missing = demands.missingPrivileges(table);
    needRight(
        missing.isEmpty(),
        "GRANT %s ON %s TO %s;".formatted(String.join(", ", missing), table(), role));
    needRight(!table.rowSecurity(), "ALTER ROLE %s BYPASSRLS;".formatted(role));
    added.forEach(column -> needRight(table.grants().alter(), addColumn(column) + ";"));
  }

  private void needRight(boolean granted, String statement) {
    if (!granted) {
      missingRights.add("Run as its owner: " + statement);
    }
  }

  private List<String> missing(@Nullable Table table) {
    List<String> statements = new ArrayList<>();
    if (!state.rights().schemaExists()) {
      statements.add("CREATE SCHEMA IF NOT EXISTS " + schema());
    }
    if (state.ledger() == TableState.Ledger.MISSING) {
      statements.add(Ledger.create(state.name().schema()));
    }
    if (table == null && request.strategy() != Strategy.FULL) {
      statements.add(createTable());
    }
    added.forEach(column -> statements.add(addColumn(column)));
    return statements;
  }

  private String addColumn(LoadColumn column) {
    return "ALTER TABLE %s ADD COLUMN IF NOT EXISTS %s".formatted(table(), definition(column));
  }

  private String createTable() {
    Stream<String> columns =
        request.columns().stream()
            .map(column -> definition(column) + (column.required() ? " NOT NULL" : ""));
    Stream<String> key =
        demands.primaryKey().isEmpty()
            ? Stream.of()
            : Stream.of("PRIMARY KEY (%s)".formatted(Sql.names(demands.primaryKey())));
    return Stream.concat(columns, key)
        .collect(Collectors.joining(", ", "CREATE TABLE IF NOT EXISTS " + table() + " (", ")"));
  }

  private void refuseIf(ErrorCode code, String verdict, List<String> problems) {
    if (!problems.isEmpty()) {
      throw new SageException(
          code,
          "The table %s of %s %s. %s"
              .formatted(state.name(), place, verdict, String.join(" ", problems)));
    }
  }

  private String table() {
    return Sql.name(state.name());
  }

  private String schema() {
    return Sql.name(state.name().schema());
  }
}
