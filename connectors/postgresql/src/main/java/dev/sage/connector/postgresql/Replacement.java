package dev.sage.connector.postgresql;

import dev.sage.connector.postgresql.TableShape.ForeignKey;
import dev.sage.connector.postgresql.TableShape.OwnedSequence;
import dev.sage.connector.postgresql.Version.Alias;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Gives the name of a table, and what goes with it, to another version: within one transaction, so
/// that others see the one or the other.
///
/// @param query on a connection in a transaction, with an empty `search_path` and the lock of
///   [Versions]
/// @param display the table, for people
record Replacement(Query query, TableName table, Backoff backoff, String display) {

  /// Shows what an execution has built.
  ///
  /// @param expected what it was built like; null when there was no table
  void byBuilt(UUID execution, @Nullable TableShape expected) throws SQLException {
    Versions versions = new Versions(query, table);
    Version next =
        versions.list().stream()
            .filter(version -> version.since() == null && execution.equals(version.execution()))
            .findFirst()
            .orElseThrow(this::changed);
    dropBeyond(expected == null ? Versions.KEPT : Versions.KEPT - 1);
    if (expected != null) {
      new OlderSnapshots(query, table, backoff, display).await(next.builtAt());
      lock(expected);
      show(next, expected);
    } else if (query.isRelation(table)) {
      throw changed();
    } else {
      name(next);
      versions.show(next);
    }
  }

  /// Shows a version that was shown before; also where somebody has removed the table.
  void byKept(Version kept) throws SQLException {
    if (query.isRelation(table)) {
      byKept(kept, new ShapeReader(query).read(table).orElseThrow(this::changed));
    } else {
      name(kept);
      new Versions(query, table).show(kept);
    }
  }

  private void byKept(Version kept, TableShape now) throws SQLException {
    for (ForeignKey key : now.foreignKeys()) {
      if (!key.own()) {
        String target = Sql.name(versionTable(kept));
        query.run(
            "ALTER TABLE %s ADD CONSTRAINT %s %s"
                .formatted(target, Sql.name(key.name()), key.definitionOn(target)));
      }
    }
    if (kept.execution() != null) {
      new OlderSnapshots(query, table, backoff, display).await(kept.builtAt());
    }
    lock(now);
    show(kept, now);
  }

  private void lock(TableShape expected) throws SQLException {
    new TableLock(query, table, backoff, display)
        .take(() -> {
          check(expected);
          dropReferences(expected);
        });
  }

  /// What came since the plan was made, and cannot be kept, stops the load.
  private void check(TableShape expected) throws SQLException {
    List<String> obstacles = Dependents.obstacles(query, table);
    if (!obstacles.isEmpty()) {
      throw new SageException(
          ErrorCode.DESTINATION_MISMATCH,
          "The table %s cannot be replaced by another version. %s"
              .formatted(display, String.join(" ", obstacles)));
    }
    TableShape now = new ShapeReader(query).read(table).orElseThrow(this::changed);
    if (!now.isLike(expected)) {
      throw changed();
    }
  }

  private SageException changed() {
    return new SageException(
        ErrorCode.DESTINATION_CONFLICT,
        "The table %s, or its new version, was changed while the rows were copied. Nothing was loaded; run again."
            .formatted(display));
  }

  private void show(Version next, TableShape now) throws SQLException {
    Versions versions = new Versions(query, table);
    Version last = versions.shown().orElseThrow(this::changed);
    List<View> views = View.over(query, now.oid());
    List<Alias> aliases = aliases(now, last.relation());
    query.runAll(Alias.park(aliases));
    rename(table, last.relation());
    name(next);
    handOver(now, versionTable(last), aliases, next);
    for (View view : views) {
      query.run(view.replacement());
    }
    versions.park(last, aliases);
    versions.show(next);
  }

  /// A version that nobody sees must not hold back the rows that it refers to. Locks the other
  /// tables, too.
  private void dropReferences(TableShape now) throws SQLException {
    for (ForeignKey key : now.foreignKeys()) {
      if (!key.own()) {
        query.run(
            "ALTER TABLE %s DROP CONSTRAINT %s".formatted(Sql.name(table), Sql.name(key.name())));
      }
    }
  }

  private List<Alias> aliases(TableShape shape, String relation) {
    List<Alias> aliases = new ArrayList<>();
    shape.indexes().forEach(index -> add(aliases, Alias.Kind.INDEX, relation, index.name()));
    shape.sequences().stream()
        .filter(OwnedSequence::identity)
        .forEach(sequence -> add(aliases, Alias.Kind.SEQUENCE, relation, sequence.name()));
    shape
        .statistics()
        .forEach(s ->
            aliases.add(
                new Alias(
                    Alias.Kind.STATISTICS,
                    s.schema(),
                    Alias.Kind.STATISTICS.parked(relation, aliases.size()),
                    s.name())));
    return aliases;
  }

  private void add(List<Alias> aliases, Alias.Kind kind, String relation, String shown) {
    aliases.add(new Alias(kind, table.schema(), kind.parked(relation, aliases.size()), shown));
  }

  private void name(Version next) throws SQLException {
    query.runAll(Alias.show(next.aliases()));
    rename(versionTable(next), table.name());
  }

  private void rename(TableName from, String to) throws SQLException {
    query.run("ALTER TABLE %s RENAME TO %s".formatted(Sql.name(from), Sql.name(to)));
  }

  private void handOver(TableShape now, TableName last, List<Alias> aliases, Version next)
      throws SQLException {
    query.runAll(Grants.copy(query, last, table, Grants.Kind.TABLE));
    query.runAll(Grants.revokeAll(query, last, Grants.Kind.TABLE));
    for (OwnedSequence sequence : now.sequences()) {
      if (!sequence.identity()) {
        query.run(
            "ALTER SEQUENCE %s OWNED BY %s.%s"
                .formatted(in(sequence.name()), Sql.name(table), Sql.name(sequence.column())));
      }
    }
    for (Alias alias : next.aliases()) {
      if (alias.kind() == Alias.Kind.SEQUENCE) {
        takeOver(alias, aliases);
      }
    }
  }

  /// The sequence of an identity column goes on where its predecessor ended.
  private void takeOver(Alias shown, List<Alias> parked) throws SQLException {
    for (Alias old : parked) {
      if (old.kind() == Alias.Kind.SEQUENCE && old.shown().equals(shown.shown())) {
        TableName from = new TableName(old.schema(), old.parked());
        TableName to = new TableName(shown.schema(), shown.shown());
        query.runAll(Grants.copy(query, from, to, Grants.Kind.SEQUENCE));
        query.runAll(Grants.revokeAll(query, from, Grants.Kind.SEQUENCE));
        query.text(
            """
            SELECT pg_catalog.setval(s.seqrelid::regclass,
              CASE WHEN s.seqincrement > 0 THEN greatest(o.last_value, n.last_value)
                ELSE least(o.last_value, n.last_value) END, o.is_called OR n.is_called)::text
            FROM @old o, @new n, pg_catalog.pg_sequence s WHERE s.seqrelid = ?::regclass
            """
                .replace("@old", Sql.name(from))
                .replace("@new", Sql.name(to)),
            Sql.name(to));
      }
    }
  }

  /// Removes the kept versions that were shown longest ago. One that others use stays: the next
  /// replacement tries again.
  private void dropBeyond(int kept) throws SQLException {
    Versions versions = new Versions(query, table);
    List<Version> old =
        versions.list().stream()
            .filter(Version::isKept)
            .sorted(Comparator.comparing(Version::until).reversed())
            .toList();
    for (Version version : old.subList(Math.min(kept, old.size()), old.size())) {
      Attempt.of(query, "1s", () -> versions.drop(version));
    }
  }

  private TableName versionTable(Version version) {
    return new TableName(table.schema(), version.relation());
  }

  private String in(String name) {
    return Sql.name(new TableName(table.schema(), name));
  }
}
