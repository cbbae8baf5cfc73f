package dev.sage.engine.load;

import dev.sage.engine.report.LoadResult;
import dev.sage.spi.SageException;
import java.util.List;

/// What came of the loads.
///
/// @param failures of the destinations whose results say `failed`
public record Landed(List<LoadResult> results, List<SageException> failures) {
  public static final Landed NOTHING = new Landed(List.of(), List.of());

  public Landed {
    results = List.copyOf(results);
    failures = List.copyOf(failures);
  }

  /// Whether any rows are in a destination because of this execution.
  public boolean any() {
    return results.stream()
        .filter(r -> r.outcome().equals("loaded") || r.outcome().equals("already_loaded"))
        .anyMatch(r -> r.rows() > 0);
  }
}
