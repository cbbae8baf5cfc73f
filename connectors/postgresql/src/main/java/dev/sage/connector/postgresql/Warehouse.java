package dev.sage.connector.postgresql;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The PostgreSQL that SAGE brings along: real binaries, data that stays, durable commits,
/// reachable from this machine only.
///
/// The server runs on its own, not as part of this process. Whoever has a warehouse open holds a
/// shared lock on a file; whoever closes it and then gets that lock for itself alone was the last
/// one, and stops the server. A process that was killed leaves the server running: the next one
/// attaches to it.
///
/// ```
/// try (Warehouse warehouse = Warehouse.open(Path.of(".sage"))) {
///   destination = plugin.connect(warehouse.url());
/// }
/// ```
public final class Warehouse implements AutoCloseable {
  /// Locks of files are the process's, not the object's: within it, openings are counted here.
  private static final Map<Path, Warehouse> OPEN = new HashMap<>();

  private final Path directory;
  private final Cluster cluster;
  private final String url;
  private final FileChannel clients;
  private int openings = 1;

  private Warehouse(Path directory, Cluster cluster, String url, FileChannel clients) {
    this.directory = directory;
    this.cluster = cluster;
    this.url = url;
    this.clients = clients;
  }

  /// Starts the warehouse in `root/warehouse`, or attaches to it when it runs. The binaries are
  /// unpacked into `root` once.
  ///
  /// @throws SageException [ErrorCode#WAREHOUSE_START], with the end of the server's log
  public static Warehouse open(Path root) {
    return open(root, root);
  }

  static Warehouse open(Path root, Path binariesRoot) {
    synchronized (OPEN) {
      try {
        Path directory = privateDirectory(root.resolve("warehouse"));
        Warehouse warehouse = OPEN.get(directory);
        if (warehouse == null) {
          warehouse = start(directory, binariesRoot);
          OPEN.put(directory, warehouse);
        } else {
          warehouse.openings++;
        }
        return warehouse;
      } catch (IOException e) {
        throw failed("The warehouse in " + root + " cannot be opened: " + e.getMessage(), e);
      }
    }
  }

  /// `postgresql://sage:…@127.0.0.1:port/warehouse`, with the password.
  public String url() {
    return url;
  }

  /// The same server with another database, which is created if it is absent: what is landed and
  /// what SAGE keeps of its own lie apart.
  ///
  /// @param database letters of ASCII, digits and `_`
  public String url(String database) {
    if (!database.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new SageException(ErrorCode.USAGE, "The name of a database is not valid.");
    }
    try {
      return cluster.urlOf(database);
    } catch (IOException e) {
      throw failed("The warehouse in " + directory + " cannot be used: " + e.getMessage(), e);
    }
  }

  /// Stops the server if nobody else has it open.
  @Override
  public void close() {
    synchronized (OPEN) {
      if (--openings != 0) {
        return;
      }
      OPEN.remove(directory);
      try (clients;
          FileChannel turn = channel(directory, "start.lock")) {
        turn.lock();
        clients.close();
        stopIfLast();
      } catch (IOException e) {
        throw failed("The warehouse in " + directory + " cannot be closed: " + e.getMessage(), e);
      }
    }
  }

  @Override
  public String toString() {
    return "Warehouse in " + directory;
  }

  private static Warehouse start(Path directory, Path binariesRoot) throws IOException {
    FileChannel clients = channel(directory, "clients.lock");
    try (FileChannel turn = channel(directory, "start.lock")) {
      turn.lock();
      clients.lock(0, Long.MAX_VALUE, true);
      Path binaries = Binaries.unpackedIn(privateDirectory(binariesRoot));
      Cluster cluster = new Cluster(directory, binaries);
      return new Warehouse(directory, cluster, cluster.startOrAttach(), clients);
    } catch (IOException | RuntimeException e) {
      clients.close();
      throw e;
    }
  }

  private void stopIfLast() throws IOException {
    try (FileChannel alone = channel(directory, "clients.lock")) {
      @Nullable FileLock lock = alone.tryLock();
      if (lock != null) {
        cluster.stop();
      }
    }
  }

  private static FileChannel channel(Path directory, String name) throws IOException {
    return FileChannel.open(
        directory.resolve(name),
        StandardOpenOption.CREATE,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  private static Path privateDirectory(Path directory) throws IOException {
    return Files.createDirectories(directory, ownerOnly("rwx------")).toRealPath();
  }

  static FileAttribute<?>[] ownerOnly(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  static SageException failed(String message, @Nullable Exception cause) {
    return new SageException(ErrorCode.WAREHOUSE_START, message, cause);
  }
}
