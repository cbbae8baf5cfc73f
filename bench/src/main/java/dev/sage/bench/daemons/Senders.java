package dev.sage.bench.daemons;

import dev.sage.bench.server.Api;
import dev.sage.bench.server.Api.Answer;
import dev.sage.bench.server.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Whoever delivers: by HTTP, with the same key until there is an answer, or into the folder.
final class Senders implements AutoCloseable {
  private static final int UPLOADERS = 4;
  private static final Duration AGAIN = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Delivered delivered;
  private final Path folder;
  private final Api api;
  private final String inbox;
  private final ExecutorService uploaders = Executors.newFixedThreadPool(UPLOADERS);
  private final List<Future<?>> uploads = new ArrayList<>();
  private final AtomicInteger repeated = new AtomicInteger();
  private int released;

  Senders(Delivered delivered, Path folder, Api api, String inbox) {
    this.delivered = delivered;
    this.folder = folder;
    this.api = api;
    this.inbox = inbox;
  }

  /// Requests that had to be sent again.
  int repeated() {
    return repeated.get();
  }

  /// Sends all files before this one that were not sent.
  void releaseTo(int end) throws IOException {
    for (; released < Math.min(end, delivered.files()); released++) {
      int file = released;
      if (Delivered.isUploaded(file)) {
        uploads.add(
            uploaders.submit(() -> {
              upload(file);
              return true;
            }));
      } else {
        drop(file);
      }
    }
  }

  private void drop(int file) throws IOException {
    Path whole = folder.resolve(Delivered.name(file));
    Path part = folder.resolve(Delivered.name(file) + ".part");
    Files.write(part, delivered.bytes(file));
    Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
  }

  private void upload(int file) throws InterruptedException {
    String path =
        "/api/v1/inboxes/%s/deliveries?filename=%s".formatted(inbox, Delivered.name(file));
    byte[] body = delivered.bytes(file);
    long end = System.nanoTime() + LONGEST.toNanos();
    Answer answer = api.send("POST", path, body, "Idempotency-Key", "file-" + file);
    while (!answer.isGood()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "%s is not taken: %d %s"
                .formatted(Delivered.name(file), answer.status(), answer.body()));
      }
      repeated.incrementAndGet();
      Pause.of(AGAIN);
      answer = api.send("POST", path, body, "Idempotency-Key", "file-" + file);
    }
  }

  /// Returns when everything that was sent has been answered.
  void await() throws InterruptedException {
    try {
      for (Future<?> upload : uploads) {
        upload.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    uploaders.shutdownNow();
  }
}
