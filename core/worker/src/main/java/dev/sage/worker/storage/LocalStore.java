package dev.sage.worker.storage;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.spi.storage.FileNames;
import dev.sage.spi.storage.StoredFile;
import dev.sage.worker.disk.Directories;
import dev.sage.worker.disk.DiskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// Executions on a disk: `<root>/<execution>/<name>`, readable by their owner alone.
///
/// A file is linked into the store when it is on the same file system, and copied else. It is
/// synced without a name, and gets its name by a rename or, where there must not be one of that
/// name, by a hard link; then the folders whose entries changed are synced. What the store
/// remembers is in `<root>/.sage`: the tokens, the locks under which they are checked, and files
/// without a name.
///
/// Processes that use the same root exclude each other by file locks for as long as it takes to
/// check a token and name the files. Tokens are not synced: a machine that loses its power loses
/// its workers too.
public final class LocalStore implements ExecutionStore {
  private static final Comparator<UUID> BY_NAME = Comparator.comparing(UUID::toString);

  private final Path root;
  private final Incoming incoming;
  private final Fence fence;

  private LocalStore(Path root, Incoming incoming, Fence fence) {
    this.root = root;
    this.incoming = incoming;
    this.fence = fence;
  }

  /// Makes the directory where it is missing.
  ///
  /// @throws SageException [ErrorCode#STORAGE], also for a file system without hard links
  public static LocalStore open(Path root) {
    try {
      Path real = Directories.makePrivate(root.toAbsolutePath()).toRealPath();
      Path own = Directories.makePrivate(real.resolve(".sage"));
      return new LocalStore(real, Incoming.open(own.resolve("new")), Fence.open(own));
    } catch (IOException e) {
      throw DiskFailure.of("The store " + root + " cannot be used", e);
    }
  }

  @Override
  public void put(UUID execution, long token, String name, Path file) {
    putAll(execution, token, Map.of(name, file));
  }

  /// Folders are synced once for all files, after the files.
  @Override
  public void putAll(UUID execution, long token, Map<String, Path> files) {
    files.keySet().forEach(FileNames::checked);
    Map<Path, Path> unnamed = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, Path> file : files.entrySet()) {
        unnamed.put(path(execution, file.getKey()), incoming.take(file.getValue()));
      }
      Sync.all(unnamed.values());
      Sync.all(fence.pass(execution, token, () -> name(unnamed)));
    } catch (IOException e) {
      throw failed(execution, "cannot be written", e);
    } finally {
      unnamed.values().forEach(Incoming::drop);
    }
  }

  private Set<Path> name(Map<Path, Path> unnamed) throws IOException {
    Set<Path> changed = new LinkedHashSet<>();
    for (Map.Entry<Path, Path> file : unnamed.entrySet()) {
      changed.addAll(Folders.makeParents(file.getKey(), root));
      Files.move(file.getValue(), file.getKey(), StandardCopyOption.ATOMIC_MOVE);
    }
    return changed;
  }

  @Override
  public boolean putIfAbsent(UUID execution, long token, String name, byte[] content) {
    Path target = path(execution, FileNames.checked(name));
    try {
      Path unnamed = incoming.write(content);
      try {
        boolean first = fence.pass(execution, token, () -> link(unnamed, target));
        Sync.all(Folders.upTo(target, root)); // who came second relies on it, too
        return first;
      } finally {
        Incoming.drop(unnamed);
      }
    } catch (IOException e) {
      throw failed(execution, "cannot be written", e);
    }
  }

  @Override
  public boolean add(UUID execution, String name, Path file) {
    Path target = path(execution, FileNames.checked(name));
    try {
      Path unnamed = incoming.take(file);
      try {
        Sync.all(List.of(unnamed));
        boolean first = fence.beside(execution, () -> link(unnamed, target));
        Sync.all(Folders.upTo(target, root)); // who came second relies on it, too
        return first;
      } finally {
        Incoming.drop(unnamed);
      }
    } catch (IOException e) {
      throw failed(execution, "cannot be written", e);
    }
  }

  private boolean link(Path unnamed, Path target) throws IOException {
    Folders.makeParents(target, root);
    try {
      Files.createLink(target, unnamed);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  @Override
  public InputStream read(UUID execution, String name) {
    try {
      return Files.newInputStream(existing(execution, name));
    } catch (IOException e) {
      throw failed(execution, "cannot be read", e);
    }
  }

  @Override
  public InputStream read(UUID execution, String name, long offset, long length) {
    try {
      return Piece.open(existing(execution, name), offset, length);
    } catch (IOException e) {
      throw failed(execution, "cannot be read", e);
    }
  }

  @Override
  public void fetch(UUID execution, String name, Path target) {
    Path source = existing(execution, name);
    try {
      Folders.linkOrCopy(source, target);
    } catch (IOException e) {
      throw failed(execution, "cannot be fetched", e);
    }
  }

  private Path existing(UUID execution, String name) {
    Path file = path(execution, FileNames.checked(name));
    if (!Files.isRegularFile(file)) {
      throw new SageException(
          ErrorCode.FILE_MISSING,
          "The execution " + execution + " has no such file in the store " + root + ".");
    }
    return file;
  }

  @Override
  public List<StoredFile> list(UUID execution, Optional<String> after, int most) {
    if (most < 1 || most > 1_000) {
      throw new IllegalArgumentException("A page has 1 to 1,000 files.");
    }
    try {
      return Listing.of(root.resolve(execution.toString()), after, most);
    } catch (IOException e) {
      throw failed(execution, "cannot be listed", e);
    }
  }

  @Override
  public List<UUID> executions(Optional<UUID> after, int most) {
    if (most < 1 || most > 1_000) {
      throw new IllegalArgumentException("A page has 1 to 1,000 executions.");
    }
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .flatMap(folder -> FileNames.execution(folder.getFileName().toString()).stream())
          .sorted(BY_NAME)
          .filter(id -> after.isEmpty() || BY_NAME.compare(id, after.get()) > 0)
          .limit(most)
          .toList();
    } catch (IOException e) {
      throw DiskFailure.of("The store " + root + " cannot be listed", e);
    } catch (UncheckedIOException e) {
      throw DiskFailure.of("The store " + root + " cannot be listed", new IOException(e));
    }
  }

  @Override
  public void delete(UUID execution, String name) {
    Path file = path(execution, FileNames.checked(name));
    try {
      if (Files.isRegularFile(file)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw failed(execution, "cannot be deleted", e);
    }
  }

  @Override
  public void deleteAll(UUID execution) {
    try {
      fence.forget(execution, () -> Directories.deleteTree(root.resolve(execution.toString())));
    } catch (IOException e) {
      throw failed(execution, "cannot be deleted", e);
    }
  }

  private Path path(UUID execution, String name) {
    try {
      return root.resolve(execution.toString()).resolve(name);
    } catch (InvalidPathException e) {
      throw new SageException(
          ErrorCode.STORAGE,
          "This process cannot name files in all languages. Start it with LC_ALL=C.UTF-8.",
          e);
    }
  }

  private SageException failed(UUID execution, String what, IOException cause) {
    return DiskFailure.of("Files of " + execution + " in the store " + root + " " + what, cause);
  }

  @Override
  public String display() {
    return root.toString();
  }

  /// There is nothing to close.
  @Override
  public void close() {}
}
