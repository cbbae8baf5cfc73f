package dev.sage.engine;

import dev.sage.contract.Catalog;
import dev.sage.contract.Transform;
import dev.sage.engine.report.Rejects;
import dev.sage.engine.rule.RuleCompiler;
import dev.sage.engine.sql.Database;
import dev.sage.engine.sql.Session;
import dev.sage.engine.stage.StagedCatalog;
import dev.sage.engine.transform.Leaving;
import dev.sage.engine.transform.Pipeline;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// What leaves of an accepted delivery: the rows of each catalog, as its transformations make them.
final class Departure implements Pipeline.Others {
  private final Session session;
  private final ExecutionDirectory directory;
  private final RuleCompiler compiler;
  private final Map<String, StagedCatalog> staged;

  /// @param staged by id
  Departure(
      Session session,
      ExecutionDirectory directory,
      RuleCompiler compiler,
      Map<String, StagedCatalog> staged) {
    this.session = session;
    this.directory = directory;
    this.compiler = compiler;
    this.staged = new LinkedHashMap<>(staged);
  }

  @Override
  public Catalog catalog(String id) {
    return known(id).catalog();
  }

  @Override
  public String relation(String id) {
    StagedCatalog one = known(id);
    return accepted(one.scan(), new Rejects(session, one).acceptedCondition());
  }

  private StagedCatalog known(String id) {
    StagedCatalog one = staged.get(id);
    if (one == null) {
      throw new IllegalStateException("Not staged: " + id);
    }
    return one;
  }

  private static String accepted(String scan, String condition) {
    return "(SELECT s.* FROM " + scan + " AS s WHERE " + condition + ")";
  }

  /// Whether everything is there that the transformations of a catalog look at.
  boolean isComplete(StagedCatalog one) {
    return staged.keySet().containsAll(one.catalog().transform().otherCatalogs());
  }

  /// The transformations of a catalog, over its rows that are accepted by now.
  Pipeline pipeline(StagedCatalog one) {
    return pipelines(one).apply(one.scan());
  }

  /// The same over any scan of it; what is accepted is asked once for all of them.
  private Function<String, Pipeline> pipelines(StagedCatalog one) {
    Rejects rejects = new Rejects(session, one);
    String condition = rejects.acceptedCondition();
    boolean inOrder = !rejects.hasHits();
    return scan -> Pipeline.over(accepted(scan, condition), inOrder, one.catalog(), compiler, this);
  }

  /// Accepted rows that transformations leave out, by catalog.
  Map<String, Long> filtered() {
    Map<String, Long> filtered = new LinkedHashMap<>();
    staged.forEach((id, one) -> filtered.put(id, filtered(one)));
    return filtered;
  }

  private long filtered(StagedCatalog one) {
    return one.catalog().transform().isEmpty()
        ? 0
        : pipeline(one).leftOut().stream().mapToLong(session::number).sum();
  }

  /// The catalogs as they leave. Those without transformations leave as they are.
  ///
  /// @param workers so many parts are written at a time
  /// @param filtered of [#filtered]
  Map<String, StagedCatalog> leave(
      Database database, int workers, Cancellation cancellation, Map<String, Long> filtered) {
    Map<String, StagedCatalog> all = new LinkedHashMap<>(staged);
    if (staged.values().stream().anyMatch(one -> !one.catalog().transform().isEmpty())) {
      List<Session> sessions = Stream.generate(database::session).limit(workers).toList();
      try {
        sessions.forEach(one -> cancellation.onCancel(one::interrupt));
        Leaving leaving = new Leaving(sessions, cancellation::check);
        all.replaceAll((_, one) -> one.catalog().transform().isEmpty() ? one : leave(leaving, one));
      } finally {
        sessions.forEach(Session::close);
      }
    }
    all.forEach(
        (id, one) -> requireConservation(known(id), one.rows(), filtered.getOrDefault(id, 0L)));
    return all;
  }

  private StagedCatalog leave(Leaving leaving, StagedCatalog one) {
    Path parts = directory.directory("work/leaving-%03d".formatted(one.index()));
    return leaving.write(one, staged.size() + one.index(), parts, pipelines(one));
  }

  private void requireConservation(StagedCatalog one, long written, long filtered) {
    Transform transform = one.catalog().transform();
    if (transform.isEmpty() || transform.changesCount()) {
      return;
    }
    long accepted = new Rejects(session, one).accepted();
    if (accepted != written + filtered) {
      throw new SageException(
          ErrorCode.CONSERVATION,
          "Catalog %s: %d records were accepted, but %d leave and %d were filtered. Nothing is loaded."
              .formatted(one.catalog().id(), accepted, written, filtered));
    }
  }
}
