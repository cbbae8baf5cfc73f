package dev.sage.worker.storage;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Makes files and the entries of folders durable. Asked for at the same time, a file system does
/// many in about the time of one.
final class Sync {
  private static final int AT_ONCE = 16;

  private Sync() {}

  /// Who is not there any more needs none.
  static void all(Collection<Path> paths) throws IOException {
    if (paths.size() <= 1) {
      for (Path path : paths) {
        one(path);
      }
      return;
    }
    try (ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(AT_ONCE, paths.size()), Thread.ofPlatform().name("sync-", 0).factory())) {
      List<Callable<Boolean>> syncs = new ArrayList<>();
      paths.forEach(path -> syncs.add(() -> one(path)));
      for (Future<Boolean> sync : threads.invokeAll(syncs)) {
        await(sync);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    }
  }

  private static void await(Future<Boolean> sync) throws IOException, InterruptedException {
    try {
      sync.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }

  private static boolean one(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
