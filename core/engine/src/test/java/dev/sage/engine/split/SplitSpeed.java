package dev.sage.engine.split;

import dev.sage.engine.delivery.DataFile;
import dev.sage.engine.delivery.Delivery;
import dev.sage.engine.delivery.Prescan;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/// Measures the splitter by hand: `SplitSpeed DIRECTORY [MEGABYTES]`. Not a test.
final class SplitSpeed {
  private static final int COLUMNS = 10;
  private final Path directory;
  private final long bytes;

  private SplitSpeed(Path directory, long bytes) {
    this.directory = directory;
    this.bytes = bytes;
  }

  public static void main(String[] arguments) throws Exception {
    long megabytes = arguments.length > 1 ? Long.parseLong(arguments[1]) : 300;
    SplitSpeed speed = new SplitSpeed(Path.of(arguments[0]), megabytes << 20);
    speed.measure("plain", "", "\n");
    speed.measure("crlf", "", "\r\n");
    speed.measure("quoted", "\"", "\n");
  }

  private void measure(String name, String quote, String end) throws Exception {
    Path file = generate(directory.resolve(name + ".csv"), quote, end);
    for (int round = 0; round < 4; round++) {
      round(name, file);
    }
    Files.delete(file);
  }

  private void round(String name, Path path) throws Exception {
    try (Delivery delivery = Delivery.open(path)) {
      DataFile file = delivery.files().getFirst();
      long start = cpu();
      Prescan prescan = Prescan.of(file, Optional.empty(), read -> {});
      report(name, "prescan", start, file.size());
      Samples.Kept kept = new Samples.Kept();
      Dialect dialect =
          new Dialect(new byte[] {'|'}, '"', Dialect.NONE, false, Dialect.DEFAULT_MAX_RECORD);
      start = cpu();
      SplitResult result =
          new Splitter(file, prescan, dialect, COLUMNS, directory, 64 << 20).split(kept);
      report(name, "split", start, file.size());
      start = cpu();
      long rows = read(kept);
      report(name, "read_csv", start, file.size());
      if (rows != result.read()) {
        throw new IllegalStateException("read " + result + ", rows " + rows);
      }
      for (Part part : kept.parts) {
        Files.delete(part.file());
      }
    }
  }

  private static long read(Samples.Kept kept) throws SQLException {
    long rows = 0;
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      statement.execute("SET threads = 1");
      for (Part part : kept.parts) {
        String scan =
            PartReader.scan(part, IntStream.range(0, COLUMNS).mapToObj(i -> "c" + i).toList());
        try (ResultSet result =
            statement.executeQuery("SELECT count(*), max(c0), max(c9) FROM " + scan)) {
          result.next();
          rows += result.getLong(1);
        }
      }
    }
    return rows;
  }

  private static void report(String name, String step, long start, long bytes) {
    double seconds = (cpu() - start) / 1e9;
    System.out.printf(
        Locale.ROOT, "%-8s %-9s %6.3f s %7.0f MB/s%n", name, step, seconds, bytes / seconds / 1e6);
  }

  /// The time this thread really ran, in the kernel too: the machine may be shared.
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private Path generate(Path path, String quote, String end) throws IOException {
    Random random = new Random(1);
    byte[][] lines = new byte[5000][];
    for (int i = 0; i < lines.length; i++) {
      StringBuilder line = new StringBuilder();
      for (int k = 0; k < COLUMNS; k++) {
        String cell = Long.toString(random.nextLong() >>> random.nextInt(1, 12), 36);
        line.append(k > 0 ? "|" : "").append(quote).append(cell).append(quote);
      }
      lines[i] = line.append(end).toString().getBytes(StandardCharsets.UTF_8);
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 20)) {
      long left = bytes;
      for (int i = 0; left > 0; i = (i + 1) % lines.length) {
        out.write(lines[i]);
        left -= lines[i].length;
      }
    }
    return path;
  }
}
