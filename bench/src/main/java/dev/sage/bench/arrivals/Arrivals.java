package dev.sage.bench.arrivals;

import dev.sage.bench.server.Api;
import dev.sage.bench.server.Pause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Files come in. A dropped file's time is that of its arrival.
final class Arrivals {
  private final Path made;
  private final Path folder;
  private final int rows;

  /// @param made where files lie before they arrive, on the disk of the folder
  Arrivals(Path made, Path folder, int rows) {
    this.made = made;
    this.folder = folder;
    this.rows = rows;
  }

  private static String name(int file) {
    return "ventas-%06d.csv".formatted(file);
  }

  private byte[] content(int file) {
    return IntStream.rangeClosed(1, rows)
        .mapToObj(row ->
            "%d,%d,%d,%d.%02d".formatted(file * 1_000_000L + row, file, row, row, file % 100))
        .collect(Collectors.joining("\n", "id,archivo,fila,importe\n", "\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  /// Writes them all where nobody looks yet.
  void make(int first, int files) throws IOException {
    Files.createDirectories(made);
    for (int file = first; file < first + files; file++) {
      Files.write(made.resolve(name(file)), content(file));
    }
  }

  /// Drops them, each by a rename.
  ///
  /// @param rate files an hour; 0: as fast as they can be renamed
  void drop(int first, int files, int rate) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    for (int file = first; file < first + files; file++) {
      if (rate > 0) {
        long due = begin + (file - first) * Duration.ofHours(1).toNanos() / rate;
        Pause.of(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
      }
      Path from = made.resolve(name(file));
      Files.setLastModifiedTime(from, FileTime.from(Instant.now()));
      Files.move(from, folder.resolve(name(file)), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /// Uploads all at the same time; the seconds that each took to be answered.
  List<Double> upload(Api api, String inbox, int files) throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    List<Future<Double>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < files; i++) {
        byte[] content = content(i);
        String path = "/api/v1/inboxes/%s/deliveries?filename=%s".formatted(inbox, name(i));
        answers.add(
            threads.submit(() -> {
              go.await();
              long start = System.nanoTime();
              api.send("POST", path, content).orThrow();
              return (System.nanoTime() - start) / 1e9;
            }));
      }
      go.countDown();
      return seconds(answers);
    }
  }

  private static List<Double> seconds(List<Future<Double>> answers) throws InterruptedException {
    List<Double> seconds = new ArrayList<>();
    try {
      for (Future<Double> answer : answers) {
        seconds.add(answer.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("An upload was not taken: " + e.getMessage(), e);
    }
    return seconds;
  }
}
