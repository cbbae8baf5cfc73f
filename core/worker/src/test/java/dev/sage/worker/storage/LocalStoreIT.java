package dev.sage.worker.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.testing.storage.ExecutionStoreContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalStoreIT extends ExecutionStoreContract {
  @TempDir private Path disk;
  private Path root;
  private LocalStore store;
  private LocalStore another;

  @BeforeEach
  void open() {
    root = disk.resolve("store");
    store = LocalStore.open(root);
    another = LocalStore.open(root);
  }

  @Override
  protected ExecutionStore store() {
    return store;
  }

  @Override
  protected ExecutionStore another() {
    return another;
  }

  @Test
  void filesAreWherePeopleLookForThemAndNobodyElseReadsThem() throws IOException {
    store.put(execution, 1, "output/a", file("uno"));

    Path folder = root.resolve(execution.toString());
    assertThat(folder.resolve("output/a")).hasContent("uno");
    for (Path each : new Path[] {root, folder, folder.resolve("output")}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void aFileOfTheSameDiskIsLinkedInAndOut() throws IOException {
    Path file = file("uno");
    Path fetched = disk.resolve("fetched");
    store.put(execution, 1, "a", file);
    store.fetch(execution, "a", fetched);

    Object stored = Files.getAttribute(root.resolve(execution + "/a"), "unix:ino");
    assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(stored);
    assertThat(Files.getAttribute(fetched, "unix:ino")).isEqualTo(stored);
  }

  @Test
  void theFileOfALinkIsStoredAndNotTheLink() throws IOException {
    Path link = Files.createSymbolicLink(disk.resolve("link"), file("uno"));
    store.put(execution, 1, "a", link);

    assertThat(Files.isSymbolicLink(root.resolve(execution + "/a"))).isFalse();
    assertThat(root.resolve(execution + "/a")).hasContent("uno");
  }

  @Test
  void nothingWithoutANameIsLeft() throws IOException {
    store.put(execution, 1, "a", file("uno"));
    store.put(execution, 1, "a", file("dos"));
    store.putIfAbsent(execution, 1, "b", "uno".getBytes(StandardCharsets.UTF_8));
    store.putIfAbsent(execution, 1, "b", "dos".getBytes(StandardCharsets.UTF_8));
    Path again = file("tres");
    store.putAll(execution, 1, Map.of("c", again, "d", again));
    store.put(execution, 1, "c", again);

    assertThat(unnamed()).isEmpty();
  }

  @Test
  void whatWasRefusedLeavesNothing() throws IOException {
    store.put(execution, 2, "a", file("uno"));
    assertThatThrownBy(() -> store.put(execution, 1, "b", file("dos")))
        .isInstanceOf(SageException.class);
    assertThatThrownBy(() -> store.put(execution, 2, "b", disk.resolve("nothing")))
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE));
    assertThatThrownBy(() -> store.put(execution, 2, "a/b", file("dos")))
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE));

    assertThat(unnamed()).isEmpty();
  }

  @Test
  void aFileSystemWithoutHardLinksIsRefusedAtOnce() throws IOException {
    Path archive = disk.resolve("no-links.zip");
    try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
      assertThatThrownBy(() -> LocalStore.open(zip.getPath("/store")))
          .isInstanceOfSatisfying(
              SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE))
          .hasMessageContaining("has no hard links");
    }
  }

  @Test
  void aPlaceThatCannotBeADirectoryIsRefused() {
    assertThatThrownBy(() -> LocalStore.open(file("uno").resolve("store")))
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE));
  }

  private List<Path> unnamed() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(".sage/new"))) {
      return files.toList();
    }
  }
}
