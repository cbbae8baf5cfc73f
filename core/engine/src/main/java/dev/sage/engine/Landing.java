package dev.sage.engine;

import dev.sage.contract.Catalog;
import dev.sage.contract.Field;
import dev.sage.contract.Materialization;
import dev.sage.engine.report.LoadResult;
import dev.sage.spi.ColumnLimit;
import dev.sage.spi.CommitGate;
import dev.sage.spi.Destination;
import dev.sage.spi.Load;
import dev.sage.spi.LoadColumn;
import dev.sage.spi.LoadOutcome;
import dev.sage.spi.LoadRequest;
import dev.sage.spi.PreparedLoad;
import dev.sage.spi.RowSource;
import dev.sage.spi.SageException;
import dev.sage.spi.SchemaMode;
import dev.sage.spi.Strategy;
import dev.sage.spi.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;

/// Where the accepted rows of one execution go: checked before anything is read, loaded after the
/// verdict.
///
/// Everything that goes into one destination goes in one transaction.
final class Landing implements AutoCloseable {
  private static final String WAREHOUSE = "warehouse";

  private final Map<String, Destination> destinations = new LinkedHashMap<>();
  private final List<Target> targets = new ArrayList<>();

  private record Target(
      Materialization materialization, Catalog catalog, Destination to, PreparedLoad prepared) {}

  /// Connects and checks. Nothing is read or written yet.
  static Landing prepare(
      List<Materialization> materializations, Map<String, Catalog> catalogs, Destinations all) {
    Landing landing = new Landing();
    try {
      materializations.forEach(m -> landing.add(m, catalogs, all));
      return landing;
    } catch (SageException e) {
      landing.close();
      throw e;
    }
  }

  /// What a contract without materializations means: every catalog into the warehouse.
  static Materialization byDefault(Catalog catalog) {
    return new Materialization(
        catalog.id(),
        catalog.id(),
        WAREHOUSE,
        new TableName("", catalog.id()),
        catalog.key().isEmpty() ? Strategy.APPEND : Strategy.UPSERT,
        catalog.key(),
        Map.of(),
        List.of(),
        SchemaMode.FREEZE);
  }

  private void add(Materialization m, Map<String, Catalog> catalogs, Destinations all) {
    Catalog catalog = catalogs.get(m.catalog());
    if (catalog == null) {
      return; // of another delivery of the same contract
    }
    Destination to = destinations.computeIfAbsent(m.destination(), all::connect);
    targets.add(new Target(m, catalog, to, to.prepare(request(m, catalog))));
  }

  private static LoadRequest request(Materialization m, Catalog catalog) {
    List<LoadColumn> columns =
        catalog.fields().stream()
            .filter(field -> m.columns().isEmpty() || m.columns().containsKey(field.name()))
            .map(field -> column(field, m))
            .toList();
    return new LoadRequest(
        m.id(),
        m.table(),
        m.strategy(),
        columns,
        renamed(m, m.key()),
        renamed(m, m.partitionBy()),
        m.schemaMode());
  }

  private static List<String> renamed(Materialization m, List<String> fields) {
    return fields.stream().map(name -> m.columns().getOrDefault(name, name)).toList();
  }

  private static LoadColumn column(Field field, Materialization m) {
    String name = m.columns().getOrDefault(field.name(), field.name());
    return new LoadColumn(field.name(), name, field.type(), field.required());
  }

  /// What the destinations cannot hold of a catalog's values, by field.
  Map<String, List<ColumnLimit>> limits(Catalog catalog) {
    Map<String, List<ColumnLimit>> limits = new LinkedHashMap<>();
    for (Target target : targets) {
      if (target.catalog().equals(catalog)) {
        target.prepared().limits().forEach(limit -> add(limits, target, limit));
      }
    }
    return limits;
  }

  private static void add(Map<String, List<ColumnLimit>> limits, Target target, ColumnLimit limit) {
    target.prepared().request().columns().stream()
        .filter(column -> column.name().equals(limit.column()))
        .forEach(
            column -> limits.computeIfAbsent(column.field(), _ -> new ArrayList<>()).add(limit));
  }

  /// Loads everything, a transaction for each destination; a failing one leaves the others as they
  /// are.
  Landed load(UUID execution, long token, BiFunction<Catalog, List<LoadColumn>, RowSource> rows) {
    List<LoadResult> results = new ArrayList<>();
    List<SageException> failures = new ArrayList<>();
    for (Destination destination : destinations.values()) {
      List<Target> here = targets.stream().filter(t -> t.to().equals(destination)).toList();
      try {
        List<Load> loads =
            here.stream()
                .map(t ->
                    new Load(
                        t.prepared(), rows.apply(t.catalog(), t.prepared().request().columns())))
                .toList();
        List<LoadOutcome> outcomes = destination.load(execution, token, loads, CommitGate.OPEN);
        for (int i = 0; i < here.size(); i++) {
          results.add(result(here.get(i), outcomes.get(i)));
        }
      } catch (SageException e) {
        failures.add(e);
        here.forEach(target -> results.add(result(target, "failed")));
      }
    }
    return new Landed(results, failures);
  }

  /// What became of the materializations of a refused delivery.
  List<LoadResult> refused() {
    return targets.stream().map(target -> result(target, "refused")).toList();
  }

  private static LoadResult result(Target target, LoadOutcome outcome) {
    String word =
        switch (outcome.status()) {
          case LOADED -> "loaded";
          case ALREADY_LOADED -> "already_loaded";
        };
    return new LoadResult(
        target.materialization().id(),
        target.materialization().strategy().name(),
        target.prepared().display(),
        outcome.rows(),
        word,
        outcome.duration());
  }

  private static LoadResult result(Target target, String outcome) {
    return new LoadResult(
        target.materialization().id(),
        target.materialization().strategy().name(),
        target.prepared().display(),
        0,
        outcome,
        Duration.ZERO);
  }

  @Override
  public void close() {
    destinations.values().forEach(Destination::close);
  }

  /// What came of the loads.
  record Landed(List<LoadResult> results, List<SageException> failures) {
    static final Landed NOTHING = new Landed(List.of(), List.of());

    boolean any() {
      return results.stream()
          .anyMatch(r -> r.outcome().equals("loaded") || r.outcome().equals("already_loaded"));
    }
  }
}
