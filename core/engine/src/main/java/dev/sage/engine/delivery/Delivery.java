package dev.sage.engine.delivery;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a sender delivered: one file or a ZIP of files, told apart by its first bytes and not by
/// its name. An .xlsx file is a ZIP too, and one file.
public final class Delivery implements AutoCloseable {
  private final PlainFile file;
  private final List<DataFile> files;
  private final AutoCloseable archive;
  private final boolean zip;
  private final boolean workbook;

  private Delivery(
      PlainFile file, List<DataFile> files, AutoCloseable archive, boolean zip, boolean workbook) {
    this.file = file;
    this.files = List.copyOf(files);
    this.archive = archive;
    this.zip = zip;
    this.workbook = workbook;
  }

  /// Opens a delivery.
  ///
  /// @throws SageException INPUT_NOT_READABLE, ARCHIVE_CORRUPT, ARCHIVE_ENCRYPTED, ARCHIVE_LIMIT
  public static Delivery open(Path path) {
    return open(path, Limits.DEFAULT);
  }

  static Delivery open(Path path, Limits limits) {
    PlainFile file = new PlainFile(path, sizeOf(path));
    if (!Magic.isZip(head(path))) {
      return single(file, false);
    }
    ZipArchive zip = ZipArchive.open(path, limits);
    if (zip.isWorkbook()) {
      zip.close();
      return single(file, true);
    }
    return new Delivery(file, zip.members(), zip, true, false);
  }

  private static Delivery single(PlainFile file, boolean workbook) {
    return new Delivery(file, List.of(file), () -> {}, false, workbook);
  }

  public boolean isZip() {
    return zip;
  }

  /// Whether it is an .xlsx: a ZIP too, but one file with data.
  public boolean isWorkbook() {
    return workbook;
  }

  /// The files with data, in the order of the archive: no directories, no hidden files, nothing of
  /// `__MACOSX/`.
  public List<DataFile> files() {
    return files;
  }

  /// The delivered file's own name.
  public String name() {
    return file.name();
  }

  /// The delivered file's own size.
  public long size() {
    return file.size();
  }

  /// The delivered file's own hash, in lower-case hexadecimal. Costs a pass over the file unless
  /// its pre-scan was done before.
  public String sha256() {
    return file.sha256();
  }

  @Override
  public void close() {
    try {
      archive.close();
    } catch (Exception e) {
      throw new SageException(
          ErrorCode.STORAGE, "The archive %s cannot be closed.".formatted(name()), e);
    }
  }

  private static long sizeOf(Path path) {
    if (Files.isDirectory(path)) {
      throw new SageException(
          ErrorCode.INPUT_NOT_READABLE, "%s is a directory: name a file.".formatted(path));
    }
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw PlainFile.notReadable(path, e);
    }
  }

  private static byte[] head(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(Magic.LENGTH);
    } catch (IOException e) {
      throw PlainFile.notReadable(path, e);
    }
  }
}
