package dev.sage.engine.delivery;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A delivered ZIP. Names and the number of members are checked when it is opened, sizes while it
/// is inflated: what an archive declares about itself is not believed.
public final class ZipArchive implements AutoCloseable {
  private final ZipFile zip;
  private final String name;
  private final Limits limits;
  private final AtomicLong inflated = new AtomicLong();
  private final List<DataFile> members = new ArrayList<>();
  private final Map<String, DataFile> entries = new HashMap<>();

  private ZipArchive(ZipFile zip, String name, Limits limits) {
    this.zip = zip;
    this.name = name;
    this.limits = limits;
  }

  /// Opens a ZIP that is no delivery but a file of its own, such as a workbook.
  ///
  /// @param name what messages call it
  /// @throws SageException ARCHIVE_CORRUPT, ARCHIVE_ENCRYPTED, ARCHIVE_LIMIT
  public static ZipArchive open(Path path, String name) {
    return open(path, shown(name), Limits.DEFAULT);
  }

  static ZipArchive open(Path path, Limits limits) {
    return open(path, String.valueOf(path.getFileName()), limits);
  }

  private static ZipArchive open(Path path, String name, Limits limits) {
    ZipArchive archive = new ZipArchive(zipFile(path, name), name, limits);
    try {
      archive.list(Files.size(path));
      return archive;
    } catch (SageException e) {
      archive.close();
      throw e;
    } catch (IOException e) {
      archive.close();
      throw PlainFile.notReadable(path, e);
    }
  }

  List<DataFile> members() {
    return members;
  }

  /// Any entry by its path, hidden ones too, whatever the case.
  public Optional<DataFile> entry(String path) {
    return Optional.ofNullable(entries.get(path.toLowerCase(Locale.ROOT)));
  }

  /// Whether it is an Office document: these list their parts in a file of this name.
  boolean isWorkbook() {
    return entry("[Content_Types].xml").isPresent();
  }

  ZipFile zip() {
    return zip;
  }

  Limits limits() {
    return limits;
  }

  /// Counts bytes that a member was inflated to for the first time.
  void count(long bytes) {
    if (inflated.addAndGet(bytes) > limits.bytes()) {
      throw ArchiveFaults.tooMuchData(name, limits.bytes());
    }
  }

  SageException corrupt(String es, String en, IOException cause) {
    return ArchiveFaults.corrupt(name, es, en, cause);
  }

  /// @param es what is wrong with it, before the name of a member
  private SageException corrupt(String es, String en, String member) {
    String shown = shown(member);
    return corrupt(es + " " + shown, en + " " + shown, new IOException(en));
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new SageException(ErrorCode.STORAGE, "The ZIP %s cannot be closed.".formatted(name), e);
    }
  }

  private void list(long size) {
    if (zip.size() > limits.entries()) {
      throw ArchiveFaults.tooManyEntries(name, zip.size(), limits.entries());
    }
    Set<String> seen = new HashSet<>();
    long compressed = 0;
    for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
      add(entry, seen);
      compressed += Math.max(0, entry.getCompressedSize());
    }
    // Members that share bytes are the densest bombs there are.
    if (compressed > size) {
      throw corrupt(
          "sus miembros se solapan", "its members overlap", new IOException("its members overlap"));
    }
  }

  private void add(ZipEntry entry, Set<String> seen) {
    String path = entry.getName().replace('\\', '/');
    checkPath(path);
    String folded = path.toLowerCase(Locale.ROOT);
    if (!seen.add(folded)) {
      throw corrupt("dos miembros se llaman", "two members have the name", path);
    }
    if (!entry.isDirectory()) {
      ZipMember member = new ZipMember(this, entry);
      entries.put(folded, member);
      if (!hidden(path)) {
        members.add(member);
      }
    }
  }

  private void checkPath(String path) {
    boolean outside =
        path.startsWith("/")
            || path.matches("^[A-Za-z]:.*")
            || path.indexOf('\0') >= 0
            || List.of(path.split("/", -1)).contains("..");
    if (outside) {
      throw corrupt(
          "el nombre de un miembro lleva fuera de él:", "a member's name leads outside:", path);
    }
  }

  private static boolean hidden(String path) {
    for (String step : path.split("/", -1)) {
      if (step.startsWith(".") || step.equals("__MACOSX")) {
        return true;
      }
    }
    return false;
  }

  static String shown(String path) {
    String printable = path.replaceAll("\\p{Cntrl}", "?");
    return printable.length() <= 200 ? printable : printable.substring(0, 200) + "…";
  }

  private static ZipFile zipFile(Path path, String name) {
    try {
      return new ZipFile(path.toFile());
    } catch (IOException e) {
      throw unopened(name, e);
    } catch (IllegalArgumentException e) {
      throw unopened(name, new IOException(e));
    }
  }

  /// The JDK's reader refuses archives with encrypted members, saying so in its message only.
  private static SageException unopened(String name, IOException e) {
    return String.valueOf(e.getMessage()).contains("encrypted")
        ? ArchiveFaults.encrypted(name, e)
        : ArchiveFaults.corrupt(name, "está cortado o dañado", "it is cut or damaged", e);
  }
}
