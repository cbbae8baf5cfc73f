package dev.sage.worker.steps;

import dev.sage.worker.disk.DiskFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// What tells a file from one that was damaged on its way.
///
/// @param crc CRC-32C
record Checksum(long size, long crc) {
  private static final int PIECE = 1 << 18;

  static Checksum of(Path file) {
    CRC32C crc = new CRC32C();
    ByteBuffer buffer = ByteBuffer.allocateDirect(PIECE);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (channel.read(buffer.clear()) >= 0) {
        crc.update(buffer.flip());
      }
      return new Checksum(channel.size(), crc.getValue());
    } catch (IOException e) {
      throw DiskFailure.of("The file " + file + " cannot be read", e);
    }
  }

  static long sizeOf(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw DiskFailure.of("The file " + file + " cannot be read", e);
    }
  }
}
