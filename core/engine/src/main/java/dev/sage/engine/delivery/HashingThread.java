package dev.sage.engine.delivery;

import dev.sage.engine.concurrent.Futures;
import dev.sage.engine.hash.Sha256;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Computes a SHA-256 beside the thread that reads: at most one piece behind it.
final class HashingThread implements AutoCloseable {
  private final MessageDigest digest = Sha256.digest();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("hash").daemon().factory());
  private @Nullable Future<?> last;

  /// Hashes a piece. The caller may change `bytes` once the next piece is taken.
  void update(byte[] bytes, int from, int length) {
    await();
    last = thread.submit(() -> digest.update(bytes, from, length));
  }

  /// Of all pieces, in lower-case hexadecimal.
  String hash() {
    await();
    return HexFormat.of().formatHex(digest.digest());
  }

  private void await() {
    if (last == null) {
      return;
    }
    Futures.await(last, "The file could not be hashed.");
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
