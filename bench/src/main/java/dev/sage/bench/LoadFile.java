package dev.sage.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Sales files that PostgreSQL's own COPY reads as they are: the truth values are `t` and `f`.
final class LoadFile {
  static final long FIRST_ID = 10_000_000;

  private static final int BUFFER = 1 << 16;
  private static final int ID = 0;
  private static final int TRUTH = 8;

  /// Larger than any table: every key comes up once before one comes up again.
  private static final long PRIME = Integer.MAX_VALUE;

  private final Keys keys;
  private final byte[] buffer = new byte[32];

  private LoadFile(Keys keys) {
    this.keys = keys;
  }

  /// The key of a row; negative: as it is.
  private interface Keys {
    long of(long row);
  }

  /// Correct rows with keys in order.
  static BenchData of(Path folder, int rows) throws IOException {
    return made(folder.resolve("load-" + rows), BenchData.of(folder, rows, false), _ -> -1);
  }

  /// Correct rows of which every second one has a key of the first `existing`, in no order.
  static BenchData upserting(Path folder, int rows, int existing) throws IOException {
    Keys keys =
        row -> row % 2 == 0 ? FIRST_ID + row / 2 * PRIME % existing : FIRST_ID + existing + row / 2;
    return made(
        folder.resolve("upsert-%d-%d".formatted(rows, existing)),
        BenchData.of(folder, rows, false),
        keys);
  }

  private static BenchData made(Path home, BenchData source, Keys keys) throws IOException {
    BenchData made = new BenchData(home.resolve("contract.yaml"), home.resolve("ventas.csv"));
    if (!Files.exists(home.resolve("complete"))) {
      Files.createDirectories(home);
      Files.copy(source.contract(), made.contract(), StandardCopyOption.REPLACE_EXISTING);
      new LoadFile(keys).rewrite(source.data(), made.data());
      Files.createFile(home.resolve("complete"));
    }
    return made;
  }

  private void rewrite(Path from, Path to) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(from), BUFFER);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(to), BUFFER)) {
      copyLine(in, out);
      for (long row = 0; copyRow(in, out, row); row++) {
        // Each call copies one.
      }
    }
  }

  private static void copyLine(InputStream in, OutputStream out) throws IOException {
    int next;
    do {
      next = in.read();
      out.write(next);
    } while (next != '\n');
  }

  private boolean copyRow(InputStream in, OutputStream out, long row) throws IOException {
    int column = 0;
    int length = 0;
    for (int next = in.read(); next >= 0; next = in.read()) {
      boolean ends = next == '|' || next == '\n';
      if (!ends && (column == ID || column == TRUTH)) {
        buffer[length++] = (byte) next;
        continue;
      }
      if (ends && length > 0) {
        out.write(replaced(column, length, row));
        length = 0;
      }
      out.write(next);
      if (next == '\n') {
        return true;
      }
      column += ends ? 1 : 0;
    }
    return false;
  }

  private byte[] replaced(int column, int length, long row) {
    String text = new String(buffer, 0, length, StandardCharsets.UTF_8);
    String now =
        switch (column) {
          case TRUTH -> text.equals("si") ? "t" : "f";
          default -> keys.of(row) < 0 ? text : Long.toString(keys.of(row));
        };
    return now.getBytes(StandardCharsets.UTF_8);
  }
}
