package dev.sage.engine.delivery;

/// The first bytes of a file.
final class Magic {
  static final int LENGTH = 4;

  private Magic() {}

  static boolean isZip(byte[] head) {
    return begins(head, 'P', 'K', 3, 4) || begins(head, 'P', 'K', 5, 6);
  }

  static boolean isGzip(byte[] head) {
    return begins(head, 0x1F, 0x8B);
  }

  /// A frame of data, or one to be skipped, with which some tools begin.
  static boolean isZstd(byte[] head) {
    return begins(head, 0x28, 0xB5, 0x2F, 0xFD)
        || (head.length >= LENGTH
            && (head[0] & 0xF0) == 0x50
            && head[1] == 0x2A
            && head[2] == 0x4D
            && head[3] == 0x18);
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
}
