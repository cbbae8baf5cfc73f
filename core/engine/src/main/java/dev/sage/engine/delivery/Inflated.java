package dev.sage.engine.delivery;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.sage.contract.Compression;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/// A file that is compressed as a whole, as what it was before. Its size is not known before it is
/// read.
public final class Inflated implements DataFile {
  private final DataFile file;
  private final Compression compression;
  private final Limits limits;

  private Inflated(DataFile file, Compression compression, Limits limits) {
    this.file = file;
    this.compression = compression;
    this.limits = limits;
  }

  /// The file, inflated if it is compressed.
  ///
  /// @param declared what the contract says; AUTO goes by the first bytes
  /// @throws SageException COMPRESSION_CORRUPT if it is not what the contract says; the same and
  ///   ARCHIVE_LIMIT come while it is read
  public static DataFile of(DataFile file, Compression declared) {
    return of(file, declared, Limits.DEFAULT);
  }

  static DataFile of(DataFile file, Compression declared, Limits limits) {
    Compression found = declared == Compression.NONE ? Compression.NONE : compressionOf(file);
    if (declared != Compression.AUTO && declared != found) {
      throw ArchiveFaults.notCompressed(shown(file), word(declared));
    }
    return found == Compression.NONE ? file : new Inflated(file, found, limits);
  }

  private static Compression compressionOf(DataFile file) {
    byte[] head = head(file);
    if (Magic.isGzip(head)) {
      return Compression.GZIP;
    }
    return Magic.isZstd(head) ? Compression.ZSTD : Compression.NONE;
  }

  static byte[] head(DataFile file) {
    try (InputStream in = file.open()) {
      return in.readNBytes(Magic.LENGTH);
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  @Override
  public String name() {
    return file.name();
  }

  @Override
  public String baseName() {
    return file.baseName();
  }

  @Override
  public long size() {
    return -1;
  }

  @Override
  public Optional<Path> plainPath() {
    return Optional.empty();
  }

  @Override
  public InputStream open() {
    Source source = new Source(file.open());
    try {
      return new Checked(
          source,
          compression == Compression.GZIP
              ? new GzipStream(source)
              : new ZstdInputStreamNoFinalizer(source));
    } catch (IOException e) {
      throw corrupt(e);
    }
  }

  private SageException corrupt(IOException cause) {
    return ArchiveFaults.compression(shown(file), word(compression), cause);
  }

  private static String word(Compression compression) {
    return compression == Compression.GZIP ? "gzip" : "zstd";
  }

  private static String shown(DataFile file) {
    return ZipArchive.shown(file.name());
  }

  /// The compressed bytes, counted; what fails here is the disk and not the data.
  private final class Source extends CheckedStream {
    private long count;

    Source(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        int read = in.read(buffer, offset, length);
        count += Math.max(0, read);
        return read;
      } catch (IOException e) {
        throw file.unreadable(e);
      }
    }
  }

  /// Holds what is inflated against the limits.
  private final class Checked extends CheckedStream {
    private final Source source;
    private long bytes;

    Checked(Source source, InputStream in) {
      super(in);
      this.source = source;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      try {
        int read = in.read(buffer, offset, length);
        count(Math.max(0, read));
        return read;
      } catch (IOException e) {
        throw corrupt(e);
      }
    }

    private void count(int read) {
      bytes += read;
      if (bytes > limits.bytes()) {
        throw ArchiveFaults.tooMuchData(shown(file), limits.bytes());
      }
      if (bytes > limits.ratioFrom() && bytes / limits.ratio() > Math.max(1, source.count)) {
        throw ArchiveFaults.tooDense(shown(file), limits.ratio());
      }
    }
  }
}
