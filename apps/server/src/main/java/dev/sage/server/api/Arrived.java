package dev.sage.server.api;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Bytes that came by HTTP, on this machine until they are in the store. Closing deletes them.
///
/// @param whole false: whoever sent them broke off
record Arrived(Path file, long size, String sha256, boolean whole) implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  /// @throws SageException [ErrorCode#TOO_LARGE] for more than `most` bytes
  static Arrived of(InputStream body, Path folder, long most) throws IOException {
    Path file = Files.createTempFile(Files.createDirectories(folder), "upload-", ".tmp");
    try {
      return copy(body, file, most);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static Arrived copy(InputStream body, Path file, long most) throws IOException {
    MessageDigest digest = digest();
    long size = 0;
    boolean whole = true;
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      for (int n = read(body, buffer); n != -1; n = read(body, buffer)) {
        if (n == BROKEN) {
          whole = false;
          break;
        }
        size += n;
        if (size > most) {
          throw tooLarge(most);
        }
        digest.update(buffer, 0, n);
        out.write(buffer, 0, n);
      }
    }
    return new Arrived(file, size, HexFormat.of().formatHex(digest.digest()), whole);
  }

  private static final int BROKEN = -2;

  private static int read(InputStream body, byte[] buffer) {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      return BROKEN;
    }
  }

  private static SageException tooLarge(long most) {
    return new SageException(
        ErrorCode.TOO_LARGE,
        new Message(
            "La entrega pasa de %d bytes, el límite (limits.upload).".formatted(most),
            "The delivery is larger than %d bytes, the limit (limits.upload).".formatted(most)));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
