package dev.sage.engine;

import dev.sage.engine.finish.FailedCheck;
import dev.sage.engine.finish.Finisher;
import dev.sage.engine.sql.Session;
import dev.sage.engine.stage.Check;
import dev.sage.engine.stage.StagedCatalog;
import dev.sage.engine.transform.Fault;
import dev.sage.engine.transform.Pipeline;
import dev.sage.spi.ColumnLimit;
import dev.sage.spi.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Finds the values that a transformation has nothing to make of, after everything else has been
/// checked: their records are rejected too.
final class TransformChecks {
  private final Session session;
  private final Departure departure;
  private final Finisher finisher;
  private final Map<String, FailedCheck> failed = new LinkedHashMap<>();
  private final Map<String, Check> checks = new LinkedHashMap<>();

  TransformChecks(Session session, Departure departure, Finisher finisher) {
    this.session = session;
    this.departure = departure;
    this.finisher = finisher;
  }

  /// A row that is rejected may be one that others were compared with, so that this goes on until
  /// nothing more is found.
  ///
  /// @param limits of the destinations, by field, for each catalog by its id
  List<FailedCheck> run(
      List<StagedCatalog> catalogs, Map<String, Map<String, List<ColumnLimit>>> limits) {
    List<StagedCatalog> transformed =
        catalogs.stream()
            .filter(one -> !one.catalog().transform().isEmpty())
            .filter(departure::isComplete)
            .toList();
    boolean found = !transformed.isEmpty();
    while (found) {
      found = false;
      for (StagedCatalog one : transformed) {
        found |= check(one, limits.getOrDefault(one.catalog().id(), Map.of()));
      }
    }
    return List.copyOf(failed.values());
  }

  private boolean check(StagedCatalog one, Map<String, List<ColumnLimit>> limits) {
    Pipeline pipeline = departure.pipeline(one);
    List<Fault> faults =
        Stream.concat(pipeline.faults().stream(), pipeline.exceeding(limits).stream()).toList();
    List<String> rejected = new ArrayList<>();
    boolean found = false;
    for (int i = 0; i < faults.size(); i++) {
      String key = one.index() + "." + i;
      found |=
          faults.get(i).named()
              ? record(one, key, faults.get(i), rejected)
              : count(key, faults.get(i), one);
    }
    rejected.forEach(session::execute);
    return found;
  }

  /// Rows that are rejected are not looked at again, so that every round finds others.
  private boolean record(StagedCatalog one, String key, Fault fault, List<String> rejected) {
    Check check = checks.computeIfAbsent(key, _ -> check(one, fault));
    FailedCheck before = failed.get(key);
    long now =
        finisher.hit(one, check, "SELECT DISTINCT p, r FROM (%s)".formatted(fault.records()));
    if (now == (before == null ? 0 : before.records())) {
      return false;
    }
    failed.put(key, new FailedCheck(one.index(), check, true, now));
    rejected.add(
        "INSERT INTO rejected SELECT c, p, r FROM hits WHERE c = %d AND k = %d EXCEPT SELECT c, p, r FROM rejected"
            .formatted(one.index(), check.id()));
    return true;
  }

  /// Rows that were put together have no names: the fault is one of the whole file. Finding it
  /// again is nothing new.
  private boolean count(String key, Fault fault, StagedCatalog one) {
    if (!failed.containsKey(key)
        && session.number("SELECT count(*) FROM (" + fault.records() + ")") > 0) {
      failed.put(key, new FailedCheck(one.index(), check(one, fault), false, 0));
    }
    return false;
  }

  private Check check(StagedCatalog one, Fault fault) {
    return new Check(
        finisher.takeId(one.catalog().id()),
        fault.code(),
        Severity.ERROR,
        fault.rule(),
        fault.column(),
        fault.origins(),
        fault.message());
  }
}
