package dev.sage.worker;

import dev.sage.worker.disk.Directories;
import dev.sage.worker.disk.DiskFailure;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Where one execution is worked on: its input, and the directory of the engine. Nobody else works
/// there until it is closed.
final class Workplace implements AutoCloseable {
  /// What the engine goes on with after an attempt that broke off.
  private static final Set<String> KEPT = Set.of("work", "execution.properties", ".lock");

  private final Path root;
  private final FileLock lock;
  private final boolean fresh;

  private Workplace(Path root, FileLock lock, boolean fresh) {
    this.root = root;
    this.lock = lock;
    this.fresh = fresh;
  }

  static Workplace in(Path root, FileLock lock) throws IOException {
    boolean fresh = !Files.exists(root);
    Directories.makePrivate(root);
    return new Workplace(root, lock, fresh);
  }

  /// Whether no attempt was made here before.
  boolean isFresh() {
    return fresh;
  }

  /// The directory of the engine.
  Path directory() {
    return root.resolve("execution");
  }

  /// Where the input is to be; nothing is there.
  Path input(String filename) {
    Path folder = root.resolve("input");
    return tried(
        "cannot be made",
        () -> {
          Directories.deleteTree(folder);
          return Directories.makePrivate(folder).resolve(filename);
        });
  }

  /// Deletes what an earlier attempt had to show. It may be in the store: who wrote into the file
  /// would change it there, too. What an attempt had finished stays.
  void tidy() {
    if (Files.isDirectory(directory()) && !Files.exists(directory().resolve(Results.FILE))) {
      deleteAllBut(KEPT);
    }
  }

  /// Deletes all that earlier attempts left.
  void clear() {
    deleteAllBut(Set.of());
  }

  private void deleteAllBut(Set<String> kept) {
    for (Path each : list()) {
      if (!kept.contains(each.getFileName().toString())) {
        tried("cannot be deleted", () -> Directories.deleteTree(each));
      }
    }
  }

  private List<Path> list() {
    return tried(
        "cannot be listed",
        () -> {
          try (Stream<Path> files = Files.list(directory())) {
            return files.toList();
          }
        });
  }

  byte[] result() {
    return tried("cannot be read", () -> Files.readAllBytes(directory().resolve(Results.FILE)));
  }

  /// What the execution leaves, by the names that it has in the store; all but its result.
  Map<String, Path> leaves() {
    return tried(
        "cannot be listed",
        () -> {
          Map<String, Path> leaves = new LinkedHashMap<>();
          try (Stream<Path> files = Files.walk(directory())) {
            files
                .filter(Files::isRegularFile)
                .filter(file -> isLeft(directory().relativize(file)))
                .forEach(file -> leaves.put(directory().relativize(file).toString(), file));
          }
          return leaves;
        });
  }

  /// The contract is in the store already.
  private static boolean isLeft(Path file) {
    String first = file.getName(0).toString();
    return !first.startsWith(".")
        && !KEPT.contains(first)
        && !Set.of("contract.yaml", Results.FILE).contains(first);
  }

  Optional<Path> find(String name) {
    return Optional.of(directory().resolve(name)).filter(Files::isRegularFile);
  }

  /// A file beside those of the engine.
  Path write(String name, byte[] content) {
    return tried(
        "cannot be written",
        () -> {
          Files.deleteIfExists(root.resolve(name));
          return Files.write(root.resolve(name), content);
        });
  }

  void delete() {
    tried("cannot be deleted", () -> Directories.deleteTree(root));
  }

  @Override
  public void close() {
    tried(
        "cannot be released",
        () -> {
          lock.release();
          return root;
        });
  }

  private interface Step<T> {
    T take() throws IOException;
  }

  private <T> T tried(String what, Step<T> step) {
    try {
      return step.take();
    } catch (IOException e) {
      throw DiskFailure.of("What is in " + root + " " + what, e);
    }
  }
}
