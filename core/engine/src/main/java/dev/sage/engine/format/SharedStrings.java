package dev.sage.engine.format;

import dev.sage.engine.delivery.DataFile;
import dev.sage.engine.disk.DiskFailure;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// The texts of a workbook, which its cells name by number. They are kept in two mapped files, so
/// that a workbook of millions of different texts needs no more of the heap than a small one.
final class SharedStrings implements AutoCloseable {
  private static final ValueLayout.OfLong PLACE =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final String book;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment texts;
  private final MemorySegment ends;

  private SharedStrings(String book, Path texts, Path ends) throws IOException {
    this.book = book;
    this.texts = map(texts);
    this.ends = map(ends);
  }

  /// @param part none: the workbook has no such texts
  /// @param directory where the files are made
  static SharedStrings load(Optional<DataFile> part, String book, Path directory) {
    Path texts = directory.resolve("strings.bin");
    Path ends = directory.resolve("strings.end");
    try {
      try (OutputStream text = out(texts);
          DataOutputStream end = new DataOutputStream(out(ends))) {
        if (part.isPresent()) {
          copy(part.get(), book, text, end);
        }
      }
      return new SharedStrings(book, texts, ends);
    } catch (IOException e) {
      throw DiskFailure.of("The texts of the workbook cannot be kept in " + directory, e);
    }
  }

  /// Puts a text behind what the row is filled with.
  void append(long number, SheetRow row) {
    if (number < 0 || number >= ends.byteSize() / Long.BYTES) {
      throw Broken.workbook(book, "a cell names a text that is not there", null);
    }
    long from = number == 0 ? 0 : ends.get(PLACE, (number - 1) * Long.BYTES);
    int length = (int) (ends.get(PLACE, number * Long.BYTES) - from);
    row.reserve(length);
    MemorySegment.copy(texts, ValueLayout.JAVA_BYTE, from, row.text, row.filled, length);
    row.filled += length;
  }

  @Override
  public void close() {
    arena.close();
  }

  private static void copy(DataFile part, String book, OutputStream texts, DataOutputStream ends)
      throws IOException {
    SheetRow one = new SheetRow();
    long end = 0;
    try (Xml xml = Xml.open(part, book)) {
      while (xml.next()) {
        if (xml.isStart("si")) {
          one.filled = 0;
          xml.string(one);
          texts.write(one.text, 0, one.filled);
          end += one.filled;
          ends.writeLong(end);
        }
      }
    }
  }

  private static OutputStream out(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
  }

  private MemorySegment map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return channel.size() == 0
          ? MemorySegment.NULL
          : channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
    }
  }
}
