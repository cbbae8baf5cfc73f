package dev.sage.engine.infer;

import dev.sage.engine.disk.DiskFailure;
import dev.sage.engine.format.Workplace;
import dev.sage.engine.sql.Database;
import dev.sage.engine.sql.Session;
import dev.sage.engine.stage.Stager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What one inference works with: a directory that is gone afterwards, and an engine that can reach
/// nothing else.
final class Workbench implements AutoCloseable {
  private static final long MEMORY = 512L << 20;
  private static final long FORMAT_MEMORY = 256L << 20;
  private static final long PART = 16L << 20;
  private static final int MOST_THREADS = 4;

  private final Path directory;
  private final Database database;
  private final Session session;
  private final List<Path> directories = new ArrayList<>();
  private int count;

  private Workbench(Path directory, Database database) {
    this.directory = directory;
    this.database = database;
    session = database.session();
    Stager.register(session);
  }

  static Workbench open() {
    Path directory = temporary();
    try {
      int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
      return new Workbench(
          directory, Database.open(directory, directory.resolve("spill"), MEMORY, threads));
    } catch (RuntimeException e) {
      delete(directory);
      throw e;
    }
  }

  Session session() {
    return session;
  }

  /// A name for a table that no other has.
  String newTable() {
    return "t" + count++;
  }

  /// A directory of its own for the reading of a file.
  Workplace newPlace() {
    return new Workplace(newDirectory(), FORMAT_MEMORY, size -> PART);
  }

  Path newDirectory() {
    try {
      Path made = Files.createDirectory(directory.resolve("d" + count++));
      directories.add(made);
      return made;
    } catch (IOException e) {
      throw DiskFailure.of("A directory in " + directory + " cannot be made", e);
    }
  }

  /// Deletes what was needed to read files; the tables stay.
  void clear() {
    directories.forEach(Workbench::delete);
    directories.clear();
  }

  @Override
  public void close() {
    session.close();
    database.close();
    delete(directory);
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("sage-infer-").toRealPath();
    } catch (IOException e) {
      throw DiskFailure.of("A temporary directory cannot be made", e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw DiskFailure.of("The temporary directory " + directory + " cannot be deleted", e);
    }
  }
}
