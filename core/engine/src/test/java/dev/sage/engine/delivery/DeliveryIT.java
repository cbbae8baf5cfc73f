package dev.sage.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a delivery is, and what is refused of it.
class DeliveryIT {
  private static final Limits TIGHT = new Limits(3, 5_000, 200, 1_000);

  @TempDir Path directory;

  @Test
  void aPlainFileIsItsOnlyFileAndIsHashedInItsPrescan() throws IOException {
    Path path = Files.writeString(directory.resolve("ventas.zip"), "a|ñ\n");
    try (Delivery delivery = Delivery.open(path)) {
      DataFile file = delivery.files().getFirst();
      AtomicLong seen = new AtomicLong();
      Prescan prescan = Prescan.of(file, Optional.empty(), seen::addAndGet);
      assertThat(delivery.isZip()).isFalse();
      assertThat(file.name()).isEqualTo("ventas.zip");
      assertThat(prescan.sha256()).isEqualTo(delivery.sha256()).hasSize(64);
      assertThat(prescan.bytes()).isEqualTo(5).isEqualTo(seen.get());
      assertThat(prescan.allValid()).isTrue();
      assertThat(prescan.guessed()).isFalse();
    }
  }

  @Test
  void aCharacterAcrossTwoPiecesIsValid() throws IOException {
    byte[] text =
        ("x".repeat((1 << 18) - 1) + "ñ".repeat(300_000)).getBytes(StandardCharsets.UTF_8);
    Path path = Files.write(directory.resolve("a.csv"), text);
    assertThat(prescan(path).allValid()).isTrue();
    Files.write(path, Arrays.copyOf(text, text.length - 1));
    assertThat(prescan(path).allValid()).isFalse();
    assertThat(prescan(path).guessed()).isTrue();
  }

  @Test
  void aMarkAloneIsEmpty() throws IOException {
    Path path = Files.writeString(directory.resolve("a.csv"), "\uFEFF");
    assertThat(prescan(path).empty()).isTrue();
    assertThat(prescan(Files.writeString(path, "")).empty()).isTrue();
    assertThat(prescan(Files.writeString(path, "\n")).empty()).isFalse();
  }

  @Test
  void aZipIsKnownByItsBytesAndHasOnlyFilesWithData() throws IOException {
    Path path =
        zip(
            "entrega.csv",
            "Entrega/",
            "",
            "Entrega/Ventas.CSV",
            "a",
            "__MACOSX/x",
            "b",
            "Entrega/.DS",
            "c");
    try (Delivery delivery = Delivery.open(path)) {
      assertThat(delivery.isZip()).isTrue();
      assertThat(delivery.files()).extracting(DataFile::name).containsExactly("Entrega/Ventas.CSV");
      assertThat(delivery.files()).extracting(DataFile::baseName).containsExactly("Ventas.CSV");
      assertThat(read(delivery)).containsExactly('a');
      assertThat(read(delivery)).containsExactly('a');
    }
  }

  @Test
  void tooManyEntriesAreRefused() throws IOException {
    Path path = zip("a.zip", "1", "", "2", "", "3", "", "4", "");
    refused(ErrorCode.ARCHIVE_LIMIT, () -> Delivery.open(path, TIGHT));
  }

  @Test
  void aBombIsRefusedWhileItIsInflated() throws IOException {
    Path path = zip("a.zip", "a.csv", "0".repeat(3 << 20));
    try (Delivery delivery = Delivery.open(path)) {
      refused(ErrorCode.ARCHIVE_LIMIT, () -> read(delivery));
    }
  }

  @Test
  void tooMuchDataInAllMembersIsRefused() throws IOException {
    Path path = zip("a.zip", "a.csv", noise(3_000), "b.csv", noise(3_000));
    try (Delivery delivery = Delivery.open(path, TIGHT)) {
      assertThat(read(delivery)).hasSize(3_000);
      assertThat(read(delivery)).hasSize(3_000);
      refused(ErrorCode.ARCHIVE_LIMIT, () -> delivery.files().get(1).open().readAllBytes());
    }
  }

  @Test
  void namesThatLeadOutsideAreRefused() throws IOException {
    for (String name : new String[] {"../a.csv", "/a.csv", "x/../../a.csv", "C:\\a.csv", "..\\a"}) {
      Path path = zip("a.zip", name, "a");
      refused(ErrorCode.ARCHIVE_CORRUPT, () -> Delivery.open(path));
    }
  }

  @Test
  void twoMembersOfOneNameAreRefused() throws IOException {
    Path path = zip("a.zip", "a.csv", "a", "A.csv", "b");
    refused(ErrorCode.ARCHIVE_CORRUPT, () -> Delivery.open(path));
  }

  @Test
  void aCutZipIsRefused() throws IOException {
    Path path = zip("a.zip", "a.csv", noise(2_000));
    byte[] bytes = Files.readAllBytes(path);
    Files.write(path, Arrays.copyOf(bytes, bytes.length - 30));
    refused(ErrorCode.ARCHIVE_CORRUPT, () -> Delivery.open(path));
  }

  @Test
  void damageIsNeverReadAsData() throws IOException {
    Path path = zip("a.zip", "a.csv", noise(2_000));
    byte[] bytes = Files.readAllBytes(path);
    byte[] good = noise(2_000).getBytes(StandardCharsets.ISO_8859_1);
    for (int at = 40; at < bytes.length - 120; at += 17) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 0x10;
      Files.write(path, damaged);
      try (Delivery delivery = Delivery.open(path)) {
        assertThat(read(delivery)).isEqualTo(good);
      } catch (SageException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.ARCHIVE_CORRUPT);
      }
    }
  }

  @Test
  void anEncryptedZipIsNamedSo() throws IOException {
    Path path = zip("a.zip", "a.csv", "abc");
    byte[] bytes = Files.readAllBytes(path);
    bytes[6] |= 1;
    bytes[centralDirectory(bytes) + 8] |= 1;
    Files.write(path, bytes);
    refused(ErrorCode.ARCHIVE_ENCRYPTED, () -> Delivery.open(path));
  }

  @Test
  void whatIsCompressedAsAWholeIsOneFile() throws IOException {
    Path path = Files.write(directory.resolve("a.csv"), new byte[] {0x1F, (byte) 0x8B, 8, 0});
    try (Delivery delivery = Delivery.open(path)) {
      assertThat(delivery.isZip()).isFalse();
      assertThat(delivery.files()).hasSize(1);
    }
  }

  @Test
  void aWorkbookIsOneFileAndNoArchive() throws IOException {
    Path path = zip("libro.xlsx", "[Content_Types].xml", "<x/>", "xl/workbook.xml", "<x/>");
    try (Delivery delivery = Delivery.open(path)) {
      assertThat(delivery.isZip()).isFalse();
      assertThat(delivery.isWorkbook()).isTrue();
      assertThat(delivery.files()).extracting(DataFile::name).containsExactly("libro.xlsx");
    }
  }

  @Test
  void whatIsNoFileIsNotReadable() {
    refused(ErrorCode.INPUT_NOT_READABLE, () -> Delivery.open(directory));
    refused(ErrorCode.INPUT_NOT_READABLE, () -> Delivery.open(directory.resolve("none.csv")));
  }

  @Test
  void anUnknownEncodingIsTheContractsFault() throws IOException {
    Path path = Files.writeString(directory.resolve("a.csv"), "a");
    try (Delivery delivery = Delivery.open(path)) {
      DataFile file = delivery.files().getFirst();
      refused(
          ErrorCode.CONTRACT_INVALID, () -> Prescan.of(file, Optional.of("latin-99"), read -> {}));
    }
  }

  private static Prescan prescan(Path path) {
    try (Delivery delivery = Delivery.open(path)) {
      return Prescan.of(delivery.files().getFirst(), Optional.empty(), read -> {});
    }
  }

  private static byte[] read(Delivery delivery) throws IOException {
    try (InputStream in = delivery.files().getFirst().open()) {
      return in.readAllBytes();
    }
  }

  private interface Action {
    Object run() throws IOException;
  }

  private static void refused(ErrorCode code, Action action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(SageException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static String noise(int length) {
    Random random = new Random(length);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt(256));
    }
    return text.toString();
  }

  private static int centralDirectory(byte[] bytes) {
    int at = 0;
    while (bytes[at] != 'P' || bytes[at + 1] != 'K' || bytes[at + 2] != 1) {
      at++;
    }
    return at;
  }

  /// A ZIP of names and contents in turn.
  private Path zip(String name, String... members) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < members.length; i += 2) {
        zip.putNextEntry(new ZipEntry(members[i]));
        zip.write(members[i + 1].getBytes(StandardCharsets.ISO_8859_1));
        zip.closeEntry();
      }
    }
    return Files.write(directory.resolve(name), bytes.toByteArray());
  }
}
