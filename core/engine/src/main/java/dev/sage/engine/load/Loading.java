package dev.sage.engine.load;

import dev.sage.contract.Catalog;
import dev.sage.contract.Policy;
import dev.sage.engine.concurrent.Futures;
import dev.sage.engine.load.Landing.Target;
import dev.sage.engine.report.LoadResult;
import dev.sage.engine.sql.Session;
import dev.sage.engine.stage.StagedCatalog;
import dev.sage.engine.stage.StagedPart;
import dev.sage.spi.Destination;
import dev.sage.spi.Load;
import dev.sage.spi.LoadOutcome;
import dev.sage.spi.SageException;
import dev.sage.spi.Strategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// The loads of one execution. Those that may begin while its files are being read; all end with
/// the verdict. Used by one thread, except where it says otherwise.
public final class Loading implements AutoCloseable {
  /// Readers of a table wait from the first row of this strategy to the commit.
  private static final Comparator<Target> LOCKING_LAST =
      Comparator.comparing(t -> t.materialization().strategy() == Strategy.TRUNCATE_INSERT);

  private final Landing landing;
  private final UUID execution;
  private final long token;
  private final Terms terms;
  private final Supplier<Session> sessions;
  private final IntConsumer onBatch;
  private final Gate gate = new Gate();
  private final Map<String, PartFeed> feeds = new LinkedHashMap<>();
  private final Map<Destination, Future<List<LoadResult>>> running = new LinkedHashMap<>();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("load-", 0).factory());

  /// What decides whether rows of a catalog may be copied before the verdict.
  ///
  /// @param policy of a catalog, by its id
  /// @param packageRules whether rules over the whole delivery use a catalog, by its id
  /// @param transformed makes the rows that leave of the accepted rows of a part: SQL of a relation
  ///   of each
  public record Terms(
      Function<String, Policy> policy,
      Function<String, Boolean> packageRules,
      BiFunction<Catalog, String, String> transformed) {}

  /// @param catalogs ids, in the order in which they are read
  /// @param sessions opens one in the database that has the staged rows
  /// @param onBatch told of rows that are copied; called by several threads; may throw
  public Loading(
      Landing landing,
      UUID execution,
      long token,
      List<String> catalogs,
      Terms terms,
      Supplier<Session> sessions,
      IntConsumer onBatch) {
    this.landing = landing;
    this.execution = execution;
    this.token = token;
    this.terms = terms;
    this.sessions = sessions;
    this.onBatch = onBatch;
    catalogs.forEach(id -> feeds.put(id, new PartFeed()));
  }

  /// Begins what may begin before anything is checked.
  public void begin() {
    for (Destination destination : landing.destinations()) {
      if (landing.targets(destination).stream().allMatch(t -> timing(t).isEarly())) {
        start(destination, staged -> "NOT " + staged.rejectedCondition());
      }
    }
  }

  private LoadTiming timing(Target target) {
    Catalog catalog = target.catalog();
    return LoadTiming.of(
        target.materialization().strategy(),
        terms.policy().apply(catalog.id()),
        catalog,
        terms.packageRules().apply(catalog.id()),
        !target.prepared().limits().isEmpty());
  }

  /// Where the staged parts of a catalog go.
  public PartFeed feed(String catalog) {
    PartFeed feed = feeds.get(catalog);
    if (feed == null) {
      throw new IllegalStateException("Not a catalog of this delivery: " + catalog);
    }
    return feed;
  }

  /// The rows of a catalog leave as these parts, not as those that were staged.
  ///
  /// @param leaving of the catalog that they leave as
  public void replace(StagedCatalog leaving) {
    feeds.put(leaving.catalog().id(), PartFeed.of(leaving));
  }

  /// Something of severity error was found in a catalog: under `reject_file` nothing will be
  /// landed, so copying ends at once. Called by any thread.
  public void errorIn(String catalog) {
    if (terms.policy().apply(catalog).onError() == Policy.OnError.REJECT_FILE) {
      stop();
    }
  }

  /// The verdict is good: loads everything, a transaction for each destination; a failing one
  /// leaves the others as they are.
  ///
  /// @param accepted SQL over the staged rows `s` of a catalog that is true where one is accepted
  public Landed land(Function<StagedCatalog, String> accepted) {
    landing.destinations().stream()
        .filter(destination -> !running.containsKey(destination))
        .forEach(destination -> start(destination, accepted));
    gate.open();
    List<LoadResult> results = new ArrayList<>();
    List<SageException> failures = new ArrayList<>();
    running.forEach((destination, future) -> {
      try {
        results.addAll(Futures.await(future, "Rows could not be loaded."));
      } catch (SageException e) {
        failures.add(e);
        landing
            .targets(destination)
            .forEach(target -> results.add(Landing.result(target, "failed")));
      }
    });
    return new Landed(results, failures);
  }

  private void start(Destination destination, Function<StagedCatalog, String> condition) {
    running.put(destination, threads.submit(() -> load(destination, condition)));
  }

  private List<LoadResult> load(
      Destination destination, Function<StagedCatalog, String> condition) {
    List<Target> targets =
        landing.targets(destination).stream()
            .sorted(LOCKING_LAST.thenComparingInt(this::place))
            .toList();
    List<Load> loads = targets.stream().map(target -> load(target, condition)).toList();
    List<LoadOutcome> outcomes = destination.load(execution, token, loads, gate);
    List<LoadResult> results = new ArrayList<>();
    for (int i = 0; i < loads.size(); i++) {
      results.add(Landing.result(targets.get(i), outcomes.get(i)));
    }
    return results;
  }

  /// Rows are taken in the order in which they are checked.
  private int place(Target target) {
    return List.copyOf(feeds.keySet()).indexOf(target.catalog().id());
  }

  private Load load(Target target, Function<StagedCatalog, String> condition) {
    AcceptedRows rows =
        new AcceptedRows(
            sessions,
            feed(target.catalog().id()),
            (shape, part) -> from(shape, part, condition.apply(shape)),
            target.prepared().request().columns(),
            this::copied);
    return new Load(target.prepared(), rows);
  }

  private String from(StagedCatalog shape, StagedPart part, String condition) {
    String accepted = shape.scan(part) + " AS s WHERE " + condition;
    return shape.catalog().transform().isEmpty()
        ? accepted
        : terms.transformed().apply(shape.catalog(), "(SELECT s.* FROM " + accepted + ")")
            + " AS s";
  }

  private void copied(int rows) {
    gate.check();
    onBatch.accept(rows);
  }

  /// Ends what is still under way; what was not let through is rolled back when this returns.
  @Override
  public void close() {
    stop();
    threads.close();
  }

  private void stop() {
    gate.shut();
    feeds.values().forEach(PartFeed::stop);
  }
}
