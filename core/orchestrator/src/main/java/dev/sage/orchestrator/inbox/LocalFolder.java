package dev.sage.orchestrator.inbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// An inbox that is a folder of this machine, or one that is mounted there. Files lie in it, or in
/// one folder for each sender. `processed/` and `rejected/` in it are where they go.
///
/// Links are not followed: what a sender links to is not what it sent.
public final class LocalFolder implements InboxSource {
  private static final Set<String> UNFINISHED = Set.of(".part", ".tmp", ".partial", ".filepart");
  private static final String MARK = ".done";

  private final Path root;

  /// @param root exists, or is made
  public LocalFolder(Path root) throws IOException {
    Files.createDirectories(root);
    this.root = root.toRealPath();
  }

  @Override
  public Listing list() throws IOException {
    Gathering gathering = new Gathering();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      for (Path entry : entries) {
        if (isSendersFolder(entry)) {
          listFolder(entry, gathering);
        } else {
          gathering.see(entry);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return gathering.listing();
  }

  private static boolean isSendersFolder(Path entry) {
    String name = String.valueOf(entry.getFileName());
    return Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
        && !name.startsWith(".")
        && !name.equals(Place.PROCESSED.folder())
        && !name.equals(Place.REJECTED.folder());
  }

  private static void listFolder(Path folder, Gathering gathering) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        gathering.see(entry);
      }
    } catch (NoSuchFileException _) {
      // Somebody took the folder away in between: then nothing lies in it.
    }
  }

  @Override
  public InputStream open(Found file) throws IOException {
    return Files.newInputStream(path(file), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public boolean isUnchanged(Found file) throws IOException {
    try {
      BasicFileAttributes now = attributes(path(file));
      return now.isRegularFile()
          && now.size() == file.size()
          && modified(now).equals(file.modified());
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  @Override
  public String move(Found file, Place place, String name) throws IOException {
    Path from = path(file);
    Path folder = Files.createDirectories(root.resolve(place.folder()));
    Path target = folder.resolve(name);
    if (isUnchanged(file)) {
      // Before its file: a mark that stays behind would call half of the next file whole.
      Files.deleteIfExists(from.resolveSibling(file.filename() + MARK));
      target = free(folder, name);
      moved(from, target);
    }
    return root.relativize(target).toString();
  }

  private static void moved(Path from, Path target) throws IOException {
    try {
      Files.move(from, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException _) {
      Files.move(from, target);
    }
  }

  private static Path free(Path folder, String name) {
    Path target = folder.resolve(name);
    for (int i = 2; Files.exists(target, LinkOption.NOFOLLOW_LINKS); i++) {
      target = folder.resolve(numbered(name, i));
    }
    return target;
  }

  private static String numbered(String name, int number) {
    int dot = name.indexOf('.', 1);
    return dot < 0
        ? name + "-" + number
        : name.substring(0, dot) + "-" + number + name.substring(dot);
  }

  private Path path(Found file) {
    Path path = root.resolve(file.path()).normalize();
    if (!path.startsWith(root)) {
      throw new IllegalArgumentException("Not in this inbox.");
    }
    return path;
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /// As PostgreSQL keeps it.
  private static Instant modified(BasicFileAttributes attributes) {
    return attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return root.toString();
  }

  /// What one look finds.
  private final class Gathering {
    private final List<Found> files = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> unfinished = new HashSet<>();

    void see(Path entry) throws IOException {
      String name = String.valueOf(entry.getFileName());
      if (name.startsWith(".")) {
        return;
      }
      try {
        BasicFileAttributes attributes = attributes(entry);
        if (attributes.isRegularFile()) {
          see(relative(entry), attributes);
        }
      } catch (NoSuchFileException _) {
        // Gone since the folder was read.
      }
    }

    private void see(String path, BasicFileAttributes attributes) {
      for (String ending : UNFINISHED) {
        if (path.endsWith(ending)) {
          unfinished.add(path.substring(0, path.length() - ending.length()));
          return;
        }
      }
      names.add(path);
      files.add(new Found(path, attributes.size(), modified(attributes)));
    }

    private String relative(Path entry) {
      return root.relativize(entry).toString().replace('\\', '/');
    }

    Listing listing() {
      Set<String> marked = new HashSet<>();
      List<Found> deliveries = new ArrayList<>();
      for (Found file : files) {
        if (isMarkOf(file.path())) {
          marked.add(file.path().substring(0, file.path().length() - MARK.length()));
        } else {
          deliveries.add(file);
        }
      }
      return new Listing(deliveries, marked, unfinished);
    }

    /// A mark without its file is a mark all the same: the file may come later.
    private boolean isMarkOf(String path) {
      return path.endsWith(MARK);
    }
  }
}
