package dev.sage.orchestrator.inbox;

import dev.sage.engine.hash.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Copies bytes and hashes them on their way.
public final class HashedCopy {
  private static final int BUFFER = 1 << 18;

  private HashedCopy() {}

  /// Copies everything into a file, which is replaced.
  ///
  /// @return its SHA-256, in hexadecimal
  public static String of(InputStream in, Path target) throws IOException {
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[BUFFER];
    try (OutputStream out = Files.newOutputStream(target)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        out.write(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
