package dev.sage.engine.infer;

import dev.sage.engine.sql.Database;
import dev.sage.engine.sql.Session;
import dev.sage.engine.sql.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The first rows of a Parquet file, as a file of its own: as text it would be several times as
/// large.
final class ParquetHead {
  private static final long SMALL = 16L << 20;
  private static final long MEMORY = 256L << 20;

  private ParquetHead() {}

  /// The file itself where it is small or cannot be read: whoever opens it says so.
  static SampledFile of(SampledFile file, Workbench bench, long rows) {
    Path directory = bench.newDirectory();
    Path source = file.path().toAbsolutePath();
    boolean pattern = source.toString().chars().anyMatch(c -> "*?[".indexOf(c) >= 0);
    if (file.size() <= SMALL || pattern) {
      return file;
    }
    try (Database database =
            Database.open(directory, List.of(source), directory.resolve("spill"), MEMORY, 1);
        Session session = database.session()) {
      return cut(session, file, source, directory.resolve("head.parquet"), rows);
    }
  }

  private static SampledFile cut(
      Session session, SampledFile file, Path source, Path target, long rows) {
    String scan = "read_parquet(" + Sql.literal(source.toString()) + ", hive_partitioning = false)";
    if (session.number("SELECT count(*) FROM " + scan) <= rows) {
      return file;
    }
    session.execute(
        "COPY (SELECT * FROM %s LIMIT %d) TO %s (FORMAT parquet)"
            .formatted(scan, rows, Sql.literal(target.toString())));
    try {
      return new SampledFile(file.original(), target, Files.size(target), true);
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }
}
