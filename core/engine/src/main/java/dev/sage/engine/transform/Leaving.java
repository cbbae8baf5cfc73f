package dev.sage.engine.transform;

import dev.sage.contract.Catalog;
import dev.sage.engine.concurrent.Futures;
import dev.sage.engine.sql.Session;
import dev.sage.engine.sql.Sql;
import dev.sage.engine.stage.StagedCatalog;
import dev.sage.engine.stage.StagedPart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Writes the rows of a catalog that leave to Parquet parts of their own.
///
/// Each staged part becomes one, several at a time. Where a step takes rows together, all staged
/// parts become a single one.
public final class Leaving {
  private final BlockingQueue<Session> sessions;
  private final Runnable check;

  /// @param sessions so many parts are written at a time
  /// @param check throws when the execution is to end
  public Leaving(List<Session> sessions, Runnable check) {
    this.sessions = new ArrayBlockingQueue<>(sessions.size(), false, sessions);
    this.check = check;
  }

  /// @param index place among all catalogs, those that were staged included
  /// @param directory where the parts go; is there
  /// @param pipeline over what a scan gives
  public StagedCatalog write(
      StagedCatalog staged, int index, Path directory, Function<String, Pipeline> pipeline) {
    List<String> scans =
        staged.catalog().transform().takesRowsTogether()
            ? List.of(staged.scan())
            : staged.parts().stream().map(staged::scan).toList();
    Catalog leaving = staged.catalog().leaving();
    List<StagedPart> parts = parts(scans, leaving, directory, pipeline);
    return new StagedCatalog(index, leaving, Set.of(), List.of(), 0, parts);
  }

  private List<StagedPart> parts(
      List<String> scans, Catalog leaving, Path directory, Function<String, Pipeline> pipeline) {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(
            sessions.size(), Thread.ofPlatform().name("leave-", 0).factory())) {
      List<Future<StagedPart>> written = new ArrayList<>();
      for (String scan : scans) {
        int number = written.size();
        Path file = directory.resolve("part-%05d.parquet".formatted(number));
        String query = query(pipeline.apply(scan), number, leaving.fields().size());
        written.add(threads.submit(() -> write(query, number, file)));
      }
      try {
        return Futures.await(written, "Rows could not be transformed.");
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private StagedPart write(String query, int number, Path file) throws InterruptedException {
    Session session = sessions.take();
    try {
      check.run();
      String target = Sql.literal(file.toString());
      session.execute(
          "COPY (%s) TO %s (FORMAT parquet, COMPRESSION lz4_raw)".formatted(query, target));
      long rows = session.number("SELECT count(*) FROM read_parquet(" + target + ")");
      return new StagedPart(number, file, rows, 0, List.of(), Set.of());
    } finally {
      sessions.add(session);
    }
  }

  /// Where the engine knows that a column has no null it writes another type of column, and parts
  /// would not fit together: of `is_row` it cannot know that it is always true.
  private static String query(Pipeline pipeline, int number, int fields) {
    String list =
        IntStream.range(0, fields)
            .mapToObj(i -> ", CASE WHEN s.is_row THEN s.v%1$d END AS v%1$d".formatted(i))
            .collect(Collectors.joining());
    return "SELECT CAST(%d AS INTEGER) AS p%s FROM (SELECT *, random() >= 0 AS is_row FROM (%s)%s) AS s"
        .formatted(number, list, pipeline.leaving(), pipeline.order());
  }
}
