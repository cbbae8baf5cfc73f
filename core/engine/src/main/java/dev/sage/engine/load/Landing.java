package dev.sage.engine.load;

import dev.sage.contract.Catalog;
import dev.sage.contract.Field;
import dev.sage.contract.Materialization;
import dev.sage.engine.report.LoadResult;
import dev.sage.spi.ColumnLimit;
import dev.sage.spi.Destination;
import dev.sage.spi.LoadColumn;
import dev.sage.spi.LoadOutcome;
import dev.sage.spi.LoadRequest;
import dev.sage.spi.PreparedLoad;
import dev.sage.spi.SageException;
import dev.sage.spi.SchemaMode;
import dev.sage.spi.Strategy;
import dev.sage.spi.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Where the accepted rows of one execution go, checked before anything is read.
///
/// Everything that goes into one destination goes in one transaction.
public final class Landing implements AutoCloseable {
  private static final String WAREHOUSE = "warehouse";

  private final Map<String, Destination> destinations = new LinkedHashMap<>();
  private final List<Target> targets = new ArrayList<>();

  /// One materialization, and where it goes.
  record Target(
      Materialization materialization, Catalog catalog, Destination to, PreparedLoad prepared) {}

  /// Connects and checks. Nothing is read or written yet.
  ///
  /// @param connect from a destination's name or URL
  public static Landing prepare(
      List<Materialization> materializations,
      Map<String, Catalog> catalogs,
      Function<String, Destination> connect) {
    Landing landing = new Landing();
    try {
      materializations.forEach(m -> landing.add(m, catalogs, connect));
      return landing;
    } catch (SageException e) {
      landing.close();
      throw e;
    }
  }

  /// What a contract without materializations means: every catalog into the warehouse.
  public static Materialization byDefault(Catalog catalog) {
    return new Materialization(
        catalog.id(),
        catalog.id(),
        WAREHOUSE,
        new TableName("", catalog.id()),
        catalog.transform().key().isEmpty() ? Strategy.APPEND : Strategy.UPSERT,
        catalog.transform().key(),
        Map.of(),
        List.of(),
        SchemaMode.FREEZE);
  }

  private void add(
      Materialization m, Map<String, Catalog> catalogs, Function<String, Destination> connect) {
    Catalog catalog = catalogs.get(m.catalog());
    if (catalog == null) {
      return; // of another delivery of the same contract
    }
    Destination to = destinations.computeIfAbsent(m.destination(), connect);
    targets.add(new Target(m, catalog, to, to.prepare(request(m, catalog))));
  }

  private static LoadRequest request(Materialization m, Catalog catalog) {
    List<LoadColumn> columns =
        catalog.transform().fields().stream()
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

  /// What the destinations cannot hold of a catalog's rows, by the field that they leave with.
  public Map<String, List<ColumnLimit>> limits(Catalog catalog) {
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

  List<Destination> destinations() {
    return List.copyOf(destinations.values());
  }

  /// What goes into a destination, in the order of the contract.
  List<Target> targets(Destination destination) {
    return targets.stream().filter(target -> target.to().equals(destination)).toList();
  }

  /// What became of the materializations of a refused delivery.
  public List<LoadResult> refused() {
    return targets.stream().map(target -> result(target, "refused")).toList();
  }

  static LoadResult result(Target target, LoadOutcome outcome) {
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

  static LoadResult result(Target target, String outcome) {
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
}
