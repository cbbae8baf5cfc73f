package dev.sage.engine.delivery;

import dev.sage.spi.SageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/// A member of a ZIP.
final class ZipMember implements DataFile {
  private final ZipArchive archive;
  private final ZipEntry entry;
  private final AtomicLong furthest = new AtomicLong();

  ZipMember(ZipArchive archive, ZipEntry entry) {
    this.archive = archive;
    this.entry = entry;
  }

  @Override
  public String name() {
    return entry.getName();
  }

  @Override
  public long size() {
    return entry.getSize();
  }

  @Override
  public InputStream open() {
    try {
      InputStream in = archive.zip().getInputStream(entry);
      if (in == null) {
        throw archive.corrupt(
            "no tiene " + shown(), "it has no member " + shown(), new IOException("missing"));
      }
      return new Checked(in);
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  @Override
  public Optional<Path> plainPath() {
    return Optional.empty();
  }

  private SageException damaged(IOException cause) {
    return archive.corrupt(
        "su miembro %s está dañado".formatted(shown()),
        "its member %s is damaged".formatted(shown()),
        cause);
  }

  private String shown() {
    return ZipArchive.shown(name());
  }

  /// Inflates, and checks on the way what [java.util.zip.ZipFile] does not: the checksum, the
  /// ratio, the total.
  private final class Checked extends CheckedStream {
    private final CRC32 crc = new CRC32();
    private long bytes;

    Checked(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        int read = in.read(buffer, offset, length);
        if (read < 0) {
          finish();
        } else {
          crc.update(buffer, offset, read);
          count(read);
        }
        return read;
      } catch (IOException e) {
        throw damaged(e);
      }
    }

    private void count(int read) {
      bytes += read;
      long before = furthest.getAndAccumulate(bytes, Math::max);
      archive.count(Math.max(0, bytes - before));
      long compressed = Math.max(1, entry.getCompressedSize());
      if (bytes > archive.limits().ratioFrom() && bytes / archive.limits().ratio() > compressed) {
        throw ArchiveFaults.tooDense(shown(), archive.limits().ratio());
      }
    }

    private void finish() {
      if (entry.getCrc() >= 0 && crc.getValue() != entry.getCrc()) {
        throw archive.corrupt(
            "la suma de control de su miembro %s no cuadra".formatted(shown()),
            "the checksum of its member %s is wrong".formatted(shown()),
            new IOException("CRC"));
      }
    }
  }
}
