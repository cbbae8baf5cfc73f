package dev.sage.engine.delivery;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;

/// The first bytes of a file.
final class Magic {
  static final int LENGTH = 4;

  private Magic() {}

  static boolean isZip(byte[] head) {
    return begins(head, 'P', 'K', 3, 4) || begins(head, 'P', 'K', 5, 6);
  }

  static void refuseCompressed(byte[] head, String name) {
    if (begins(head, 0x1F, 0x8B)) {
      throw notBuilt("gzip", name);
    }
    if (begins(head, 0x28, 0xB5, 0x2F, 0xFD)) {
      throw notBuilt("zstd", name);
    }
  }

  static boolean begins(byte[] head, int... bytes) {
    if (head.length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((head[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static SageException notBuilt(String compression, String name) {
    return new SageException(
        ErrorCode.NOT_BUILT_YET,
        "%s is compressed with %s, which is not built yet: deliver it plain or in a ZIP."
            .formatted(name, compression));
  }
}
