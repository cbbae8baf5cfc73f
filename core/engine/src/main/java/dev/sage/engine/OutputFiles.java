package dev.sage.engine;

import dev.sage.contract.Field;
import dev.sage.engine.disk.DiskFailure;
import dev.sage.engine.parquet.JoinedColumn;
import dev.sage.engine.parquet.ParquetJoin;
import dev.sage.engine.report.Rejects;
import dev.sage.engine.sql.Session;
import dev.sage.engine.sql.Sql;
import dev.sage.engine.stage.StagedCatalog;
import dev.sage.engine.stage.StagedPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// `output/<catalog>.parquet`: the accepted rows under the contract's names, in the order of the
/// file. It is there whole or not at all.
///
/// The rows are in Parquet parts already. A part without a rejected row is moved as it is; only the
/// others are written again.
final class OutputFiles {
  /// Fewer rows are written sooner than the classes are loaded that can move them.
  private static final long LEAST_MOVED = 200_000;

  private final Session session;
  private final ExecutionDirectory directory;
  private final Cancellation cancellation;
  private final long leastMoved;

  OutputFiles(Session session, ExecutionDirectory directory, Cancellation cancellation) {
    this(session, directory, cancellation, LEAST_MOVED);
  }

  /// @param leastMoved catalogs of fewer rows are written by the engine as a whole
  OutputFiles(
      Session session, ExecutionDirectory directory, Cancellation cancellation, long leastMoved) {
    this.session = session;
    this.directory = directory;
    this.cancellation = cancellation;
    this.leastMoved = leastMoved;
  }

  void write(StagedCatalog staged) {
    String name = ExecutionDirectory.fileName(staged.catalog().id()) + ".parquet";
    Path unfinished = work("output-%03d.parquet.tmp", staged);
    if (!join(staged, unfinished)) {
      copy(staged, staged.scan(), i -> staged.catalog().fields().get(i).name(), unfinished);
    }
    replace(unfinished, directory.directory("output").resolve(name));
  }

  private Path work(String pattern, StagedCatalog staged) {
    return directory.directory("work").resolve(pattern.formatted(staged.index()));
  }

  /// False if there is nothing to gain, or if parts do not fit together.
  private boolean join(StagedCatalog staged, Path target) {
    Rejects rejects = new Rejects(session, staged);
    Set<StagedPart> touched = rejects.touchedParts();
    boolean all = touched.size() == staged.parts().size();
    if (staged.rows() < leastMoved || (all && !rejects.hasHits())) {
      return false;
    }
    try (ParquetJoin join = ParquetJoin.create(target, columns(staged.catalog().fields()))) {
      for (StagedPart part : staged.parts()) {
        cancellation.check();
        boolean fits =
            touched.contains(part) ? appendAccepted(join, staged, part) : join.append(part.file());
        if (!fits) {
          return false;
        }
      }
      join.finish();
      return true;
    }
  }

  private static List<JoinedColumn> columns(List<Field> fields) {
    return IntStream.range(0, fields.size())
        .mapToObj(i -> new JoinedColumn(value(i), fields.get(i).name()))
        .toList();
  }

  private static String value(int field) {
    return "v" + field;
  }

  private boolean appendAccepted(ParquetJoin join, StagedCatalog staged, StagedPart part) {
    Path rows = work("accepted-%03d.parquet.tmp", staged);
    copy(staged, staged.scan(part), OutputFiles::value, rows);
    boolean appended = join.append(rows);
    directory.delete(directory.root().relativize(rows).toString());
    return appended;
  }

  /// Looking up what the finish step rejected loses the order; sorting is dear, so only then.
  private void copy(StagedCatalog staged, String scan, IntFunction<String> names, Path target) {
    Rejects rejects = new Rejects(session, staged);
    session.execute(
        """
        COPY (SELECT %s FROM (SELECT *, CAST(p AS VARCHAR) <> '' AS is_row FROM %s) AS s WHERE %s %s)
        TO %s (FORMAT parquet, COMPRESSION lz4_raw)\
        """
            .formatted(
                optional(staged.catalog().fields().size(), names),
                scan,
                rejects.acceptedCondition(),
                rejects.hasHits() ? "ORDER BY s.p, s.file_row_number" : "",
                Sql.literal(target.toString())));
  }

  /// `is_row` is always true, which the engine cannot know: where it knows that a column of these
  /// rows has no null, it writes another type of column, and parts would not fit together. What a
  /// reader sees would depend on the data, too.
  private static String optional(int fields, IntFunction<String> names) {
    return IntStream.range(0, fields)
        .mapToObj(i ->
            "CASE WHEN s.is_row THEN s.v%d END AS %s".formatted(i, Sql.identifier(names.apply(i))))
        .collect(Collectors.joining(", "));
  }

  private static void replace(Path unfinished, Path target) {
    try {
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw DiskFailure.of(target + " cannot be written", e);
    }
  }
}
