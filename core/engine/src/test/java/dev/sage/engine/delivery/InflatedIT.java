package dev.sage.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.sage.contract.Compression;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// Files that are compressed as a whole: what they hold, and what is refused.
class InflatedIT {
  private static final Limits TIGHT = new Limits(3, 300_000, 20, 10_000);
  private static final byte[] TEXT = bytes("codigo;total\nC-001;2.50\n".repeat(500));

  @Test
  void gzipOfOneAndOfSeveralMembersIsInflated() throws IOException {
    assertThat(inflated(gzip(TEXT))).isEqualTo(TEXT);
    assertThat(inflated(joined(gzip(TEXT), gzip(bytes("")), gzip(bytes("fin\n")))))
        .isEqualTo(joined(TEXT, bytes("fin\n")));
  }

  @Test
  void zerosBehindTheLastMemberArePadding() throws IOException {
    assertThat(inflated(joined(gzip(TEXT), new byte[100_000]))).isEqualTo(TEXT);
  }

  @Test
  void zstdOfSeveralFramesIsInflated() throws IOException {
    assertThat(inflated(joined(Zstd.compress(TEXT), Zstd.compress(bytes("fin\n")))))
        .isEqualTo(joined(TEXT, bytes("fin\n")));
  }

  @Test
  void aFileThatIsNotCompressedIsItself() {
    DataFile plain = file(TEXT);
    assertThat(Inflated.of(plain, Compression.AUTO)).isSameAs(plain);
    DataFile gzip = file(gzip(TEXT));
    assertThat(Inflated.of(gzip, Compression.NONE)).isSameAs(gzip);
  }

  @Test
  void everyCutIsDamage() {
    byte[] gzip = gzip(TEXT);
    for (int length = 4; length < gzip.length; length++) {
      corrupt(Arrays.copyOf(gzip, length));
    }
    byte[] zstd = Zstd.compress(TEXT);
    for (int length = 5; length < zstd.length; length++) {
      corrupt(Arrays.copyOf(zstd, length));
    }
  }

  @Test
  void aCutInTheSecondMemberIsDamage() {
    byte[] one = gzip(TEXT);
    byte[] two = joined(one, gzip(bytes("fin\n")));
    for (int length = one.length + 1; length < two.length; length++) {
      corrupt(Arrays.copyOf(two, length));
    }
  }

  @Test
  void aWrongChecksumAndGarbageAreDamage() {
    byte[] gzip = gzip(TEXT);
    gzip[gzip.length - 6] ^= 1;
    corrupt(gzip);
    corrupt(joined(gzip(TEXT), bytes("garbage")));
    corrupt(joined(gzip(TEXT), new byte[] {0, 0, 1}));
  }

  @Test
  void whatTheContractSaysAndIsNotSoIsRefused() {
    refused(ErrorCode.COMPRESSION_CORRUPT, () -> Inflated.of(file(TEXT), Compression.GZIP));
    refused(ErrorCode.COMPRESSION_CORRUPT, () -> Inflated.of(file(gzip(TEXT)), Compression.ZSTD));
  }

  @Test
  void bombsAreRefusedByTheirRatioAndTheirSize() {
    byte[] dense = new byte[200_000];
    refused(
        ErrorCode.ARCHIVE_LIMIT,
        () -> read(Inflated.of(file(gzip(dense)), Compression.AUTO, TIGHT)));
    refused(
        ErrorCode.ARCHIVE_LIMIT,
        () -> read(Inflated.of(file(Zstd.compress(dense)), Compression.AUTO, TIGHT)));
    byte[] large = new byte[400_000];
    new java.util.Random(1).nextBytes(large);
    refused(
        ErrorCode.ARCHIVE_LIMIT,
        () -> read(Inflated.of(file(gzip(large)), Compression.AUTO, TIGHT)));
  }

  private static byte[] inflated(byte[] bytes) throws IOException {
    return read(Inflated.of(file(bytes), Compression.AUTO));
  }

  private static byte[] read(DataFile file) throws IOException {
    try (InputStream in = file.open()) {
      return in.readAllBytes();
    }
  }

  private static void corrupt(byte[] bytes) {
    refused(ErrorCode.COMPRESSION_CORRUPT, () -> inflated(bytes));
  }

  private static void refused(ErrorCode code, Action action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(SageException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static DataFile file(byte[] bytes) {
    return new dev.sage.engine.split.Samples.InMemory(bytes);
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  private static byte[] joined(byte[]... pieces) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      out.writeBytes(piece);
    }
    return out.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private interface Action {
    Object run() throws IOException;
  }
}
