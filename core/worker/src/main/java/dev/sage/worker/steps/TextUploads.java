package dev.sage.worker.steps;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.sage.engine.Cancellation;
import dev.sage.engine.plan.TextParts;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.worker.disk.DiskFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Compresses and stores the texts of parts while the next ones are being split. Few are on the
/// disk at the same time.
final class TextUploads implements TextParts, AutoCloseable {
  private static final int LEVEL = 1;
  private static final int AT_ONCE = 2;
  private static final int ON_DISK = 4;

  private final StepFolder folder;
  private final UUID split;
  private final Cancellation cancellation;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(AT_ONCE, Thread.ofPlatform().name("upload-", 0).factory());
  private final Semaphore room = new Semaphore(ON_DISK);
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  TextUploads(StepFolder folder, UUID split, Cancellation cancellation) {
    this.folder = folder;
    this.split = split;
    this.cancellation = cancellation;
  }

  @Override
  public void take(int part, Path text) {
    room.acquireUninterruptibly();
    throwFailure();
    threads.execute(() -> {
      try {
        cancellation.check();
        upload(part, text);
      } catch (RuntimeException e) {
        failure.compareAndSet(null, e);
      } finally {
        room.release();
      }
    });
  }

  private void upload(int part, Path text) {
    try {
      Path compressed = text.resolveSibling(text.getFileName() + ".zst");
      try (OutputStream out =
          new ZstdOutputStreamNoFinalizer(Files.newOutputStream(compressed), LEVEL)) {
        Files.copy(text, out);
      }
      Files.delete(text);
      folder.store().add(folder.execution(), StepNames.text(split, part), compressed);
      Files.delete(compressed);
    } catch (IOException e) {
      throw DiskFailure.of("The text of part " + part + " cannot be compressed", e);
    }
  }

  /// Waits until all is stored.
  void finish() {
    threads.shutdown();
    try {
      while (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
        cancellation.check();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SageException(ErrorCode.CANCELLED, "The split was interrupted.", e);
    }
    throwFailure();
  }

  private void throwFailure() {
    @Nullable RuntimeException first = failure.get();
    if (first != null) {
      throw first;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
