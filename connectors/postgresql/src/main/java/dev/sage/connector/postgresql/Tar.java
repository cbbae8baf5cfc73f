package dev.sage.connector.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// As much of the tar format as archives of programs need: files, directories, symbolic links,
/// names of up to 100 bytes. Anything else is refused.
final class Tar {
  private static final int BLOCK = 512;
  private static final int NAME_LENGTH = 100;
  private static final int MODE_AT = 100;
  private static final int SIZE_AT = 124;
  private static final int TYPE_AT = 156;
  private static final int LINK_AT = 157;
  private static final int PREFIX_AT = 345;
  private static final int OWNER_MAY_EXECUTE = 0100;

  private Tar() {}

  static void unpack(InputStream tar, Path directory) throws IOException {
    Path root = Files.createDirectories(directory).toAbsolutePath();
    byte[] header = new byte[BLOCK];
    byte[] chunk = new byte[1 << 16];
    while (read(tar, header) && header[0] != 0) {
      Path target = inside(root, text(header, 0, NAME_LENGTH));
      switch (header[TYPE_AT]) {
        case '5' -> Files.createDirectories(target);
        case '2' -> link(target, text(header, LINK_AT, NAME_LENGTH), root);
        case '0', 0 -> file(tar, target, header, chunk);
        default -> throw new IOException("unsupported entry in the archive");
      }
    }
  }

  private static Path inside(Path root, String name) throws IOException {
    Path path = root.resolve(name).normalize();
    if (!path.startsWith(root)) {
      throw new IOException("an entry of the archive points outside of it");
    }
    return path;
  }

  private static void link(Path link, String target, Path root) throws IOException {
    Path parent = parent(link);
    inside(root, parent.resolve(target).normalize().toString());
    Files.createSymbolicLink(link, Path.of(target));
  }

  private static void file(InputStream tar, Path file, byte[] header, byte[] chunk)
      throws IOException {
    parent(file);
    long size = number(header, SIZE_AT);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long left = size; left > 0; ) {
        int read = tar.read(chunk, 0, (int) Math.min(left, chunk.length));
        if (read < 0) {
          throw new EOFException("the archive ends early");
        }
        out.write(chunk, 0, read);
        left -= read;
      }
    }
    tar.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    boolean program = (number(header, MODE_AT) & OWNER_MAY_EXECUTE) != 0;
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private static Path parent(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IOException("an entry of the archive has no name");
    }
    return Files.createDirectories(parent);
  }

  private static boolean read(InputStream tar, byte[] block) throws IOException {
    int read = tar.readNBytes(block, 0, BLOCK);
    if (read != 0 && read != BLOCK) {
      throw new EOFException("the archive ends early");
    }
    if (read == BLOCK && block[PREFIX_AT] != 0) {
      throw new IOException("unsupported long name in the archive");
    }
    return read == BLOCK;
  }

  private static String text(byte[] header, int at, int length) {
    int end = at;
    while (end < at + length && header[end] != 0) {
      end++;
    }
    return new String(header, at, end - at, UTF_8);
  }

  private static long number(byte[] header, int at) {
    String octal = text(header, at, 12).trim();
    return Long.parseLong(octal.split("[ \0]")[0], 8);
  }
}
