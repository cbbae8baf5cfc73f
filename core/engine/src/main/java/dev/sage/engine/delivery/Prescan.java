package dev.sage.engine.delivery;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongConsumer;

/// The first look at a file, one pass: its hash, and its encoding.
///
/// A byte order mark decides the encoding; else the contract; else the bytes: what is valid UTF-8
/// from start to end is UTF-8, anything else is read as Windows-1252 ([#guessed]).
public final class Prescan {
  private static final int BUFFER = 1 << 20;
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private final String sha256;
  private final SourceEncoding encoding;
  private final boolean guessed;
  private final boolean allValid;
  private final long bytes;

  private Prescan(
      String sha256, SourceEncoding encoding, boolean guessed, boolean allValid, long bytes) {
    this.sha256 = sha256;
    this.encoding = encoding;
    this.guessed = guessed;
    this.allValid = allValid;
    this.bytes = bytes;
  }

  /// Looks at all bytes of a file.
  ///
  /// @param encoding what the contract says
  /// @param progress told the bytes of each piece that was read
  /// @throws SageException CONTRACT_INVALID for an encoding that Java does not know, and what
  ///   [DataFile#open] throws
  public static Prescan of(DataFile file, Optional<String> encoding, LongConsumer progress) {
    Optional<Charset> declared = encoding.map(Prescan::charset);
    try (Pass pass = new Pass(file, progress)) {
      pass.run();
      return of(file, declared, pass);
    }
  }

  private static Prescan of(DataFile file, Optional<Charset> declared, Pass pass) {
    String hash = pass.hashing.hash();
    if (file instanceof PlainFile plain) {
      plain.remember(hash);
    }
    Optional<SourceEncoding> marked = marked(pass.head);
    SourceEncoding found =
        marked.orElseGet(() ->
            new SourceEncoding(
                declared.orElse(pass.valid ? StandardCharsets.UTF_8 : WINDOWS_1252), 0));
    boolean guessed = marked.isEmpty() && declared.isEmpty() && !pass.valid;
    return new Prescan(hash, found, guessed, pass.valid && found.isUtf8(), pass.bytes);
  }

  /// The SHA-256 alone, of a file whose bytes are no text.
  public static String hash(DataFile file, LongConsumer progress) {
    return Prescan.of(file, Optional.of("ISO-8859-1"), progress).sha256();
  }

  /// SHA-256 of the file's bytes in lower-case hexadecimal.
  public String sha256() {
    return sha256;
  }

  public SourceEncoding encoding() {
    return encoding;
  }

  /// Whether the encoding is Windows-1252 for want of anything better.
  public boolean guessed() {
    return guessed;
  }

  /// Whether the file is UTF-8 and no record needs to be looked at for bad bytes.
  public boolean allValid() {
    return allValid;
  }

  /// The bytes of the file, decompressed.
  public long bytes() {
    return bytes;
  }

  /// Whether there is nothing in it, or nothing but a byte order mark.
  public boolean empty() {
    return bytes <= encoding.bom();
  }

  /// How much to read at a time: no more than the file has.
  static int pieceOf(DataFile file, int most) {
    return file.size() < 0 ? most : (int) Math.clamp(file.size() + 1, 64L, (long) most);
  }

  private static Optional<SourceEncoding> marked(byte[] head) {
    if (Magic.begins(head, 0xEF, 0xBB, 0xBF)) {
      return Optional.of(new SourceEncoding(StandardCharsets.UTF_8, 3));
    }
    if (Magic.begins(head, 0xFF, 0xFE)) {
      return Optional.of(new SourceEncoding(StandardCharsets.UTF_16LE, 2));
    }
    if (Magic.begins(head, 0xFE, 0xFF)) {
      return Optional.of(new SourceEncoding(StandardCharsets.UTF_16BE, 2));
    }
    return Optional.empty();
  }

  private static Charset charset(String name) {
    try {
      Charset charset = Charset.forName(name.strip());
      // Without a mark UTF-16 is big-endian by its standard; the mark is dealt with before.
      return charset.equals(StandardCharsets.UTF_16) ? StandardCharsets.UTF_16BE : charset;
    } catch (IllegalArgumentException e) {
      throw new SageException(
          ErrorCode.CONTRACT_INVALID,
          "The contract's encoding is not known: use a name such as UTF-8, windows-1252,"
              + " ISO-8859-1 or UTF-16LE.",
          e);
    }
  }

  /// The pass itself: while one piece is looked at, another thread hashes it, so that it takes as
  /// long as the slower of the two. A sequence that a piece ends within is carried over to the
  /// next.
  private static final class Pass implements AutoCloseable {
    private final DataFile file;
    private final LongConsumer progress;
    private final HashingThread hashing = new HashingThread();
    private byte[] buffer;
    private byte[] other;
    private byte[] head = {};
    private boolean valid = true;
    private long bytes;
    private int carried;

    Pass(DataFile file, LongConsumer progress) {
      this.file = file;
      this.progress = progress;
      buffer = new byte[pieceOf(file, BUFFER)];
      other = new byte[buffer.length];
    }

    void run() {
      try (InputStream in = file.open()) {
        int read = in.readNBytes(buffer, 0, buffer.length);
        head = Arrays.copyOf(buffer, Math.min(read, Magic.LENGTH));
        while (read > 0) {
          take(read);
          read = in.readNBytes(buffer, carried, buffer.length - carried);
        }
        valid &= carried == 0;
      } catch (IOException e) {
        throw file.unreadable(e);
      }
    }

    private void take(int read) {
      hashing.update(buffer, carried, read);
      bytes += read;
      progress.accept(read);
      int end = carried + read;
      carried = 0;
      if (valid) {
        check(end);
      }
      byte[] swapped = buffer;
      buffer = other;
      other = swapped;
    }

    private void check(int end) {
      int bad = Utf8.firstInvalid(buffer, 0, end);
      if (end - bad > 3) {
        valid = false;
      } else if (bad < end) {
        carried = end - bad;
        System.arraycopy(buffer, bad, other, 0, carried);
      }
    }

    @Override
    public void close() {
      hashing.close();
    }
  }
}
