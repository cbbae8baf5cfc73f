package dev.sage.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.contract.Catalog;
import dev.sage.engine.delivery.Delivery;
import dev.sage.engine.split.Part;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Sheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of every format with bytes changed, cut, doubled and taken out: each is read or refused by
/// name, and what is read is counted. `-Dsage.fuzz=100000` makes it a long one.
class FormatFuzzIT {
  private static final int FILES = Integer.getInteger("sage.fuzz", 2_000);
  private static final long SEED = Long.getLong("sage.fuzz.seed", 20_260_101L);

  /// What a damaged file may be called; anything else is a fault of ours.
  private static final Set<ErrorCode> KNOWN =
      EnumSet.of(
          ErrorCode.FILE_CORRUPT,
          ErrorCode.SHEET_MISSING,
          ErrorCode.ARCHIVE_CORRUPT,
          ErrorCode.ARCHIVE_ENCRYPTED,
          ErrorCode.ARCHIVE_LIMIT,
          ErrorCode.COMPRESSION_CORRUPT,
          ErrorCode.TOO_MANY_COLUMNS,
          ErrorCode.MEMORY);

  @TempDir Path directory;

  @Test
  void everyDamagedFileIsReadOrRefusedByName() throws IOException {
    Map<String, Sample> samples = samples();
    Random random = new Random(SEED);
    int read = 0;
    for (int i = 0; i < FILES; i++) {
      for (Map.Entry<String, Sample> sample : samples.entrySet()) {
        if (i % samples.size() == sample.getValue().place()) {
          byte[] bytes = mutated(sample.getValue().bytes(), random);
          read += survives(sample.getKey() + " " + i, sample.getValue().catalog(), bytes) ? 1 : 0;
        }
      }
    }
    System.out.printf(
        "FormatFuzzIT: %,d files damaged, %,d read and counted, %,d refused by name, seed %d%n",
        FILES, read, FILES - read, SEED);
    assertThat(read).isPositive();
  }

  private record Sample(int place, Catalog catalog, byte[] bytes) {}

  private boolean survives(String name, Catalog catalog, byte[] bytes) throws IOException {
    Path file = Files.write(directory.resolve("datos"), bytes);
    try (Delivery delivery = Delivery.open(file)) {
      if (delivery.files().isEmpty()) {
        return false; // an archive without members: each catalog's is missing, which is a finding
      }
      Reading reading = Reading.of(catalog, delivery.files().getFirst(), directory, 1 << 20);
      long records = reading.kept().parts.stream().mapToLong(Part::records).sum();
      assertThat(records + reading.kept().faults.size())
          .as(name)
          .isEqualTo(reading.result().read());
      assertThat(reading.rows()).as(name).hasSize((int) reading.result().read());
      return true;
    } catch (SageException e) {
      assertThat(e.code()).as(name + ": " + e).isIn(KNOWN);
      assertThat(e.getMessage()).as(name).doesNotContain("secreto");
      return false;
    } catch (RuntimeException | IOException e) {
      throw new AssertionError(name + " was not refused by name", e);
    }
  }

  private static byte[] mutated(byte[] good, Random random) {
    byte[] bytes = good.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && bytes.length > 8; i++) {
      int at = random.nextInt(bytes.length);
      int length = Math.min(bytes.length - at, 1 + random.nextInt(1 + random.nextInt(200)));
      bytes =
          switch (random.nextInt(6)) {
            case 0 -> cut(bytes, at);
            case 1 -> without(bytes, at, length);
            case 2 -> doubled(bytes, at, length);
            case 3 ->
                changed(bytes, at, (byte) "{}[]\"\\,:0\0<>&/\u00ff".charAt(random.nextInt(15)));
            case 4 -> changed(bytes, at, (byte) random.nextInt());
            default -> changed(bytes, at, (byte) (bytes[at] ^ (1 << random.nextInt(8))));
          };
    }
    return bytes;
  }

  private static byte[] cut(byte[] bytes, int at) {
    return java.util.Arrays.copyOf(bytes, Math.max(1, at));
  }

  private static byte[] without(byte[] bytes, int at, int length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, at);
    out.write(bytes, at + length, bytes.length - at - length);
    return out.toByteArray();
  }

  private static byte[] doubled(byte[] bytes, int at, int length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, at + length);
    out.write(bytes, at, bytes.length - at);
    return out.toByteArray();
  }

  private static byte[] changed(byte[] bytes, int at, byte value) {
    bytes[at] = value;
    return bytes;
  }

  private Map<String, Sample> samples() throws IOException {
    String[] fields = {"name: a, type: texto", "name: b, type: decimal", "name: c, type: fecha"};
    Catalog excel = Reading.catalog("type: EXCEL, header: true", fields);
    Catalog csv = Reading.catalog("type: CSV, delimiter: ';', header: true", fields);
    Map<String, Sample> samples = new LinkedHashMap<>();
    byte[] xlsx = xlsx();
    add(samples, "xlsx", excel, xlsx);
    add(samples, "sheet", excel, repacked());
    add(samples, "xls", excel, xls());
    add(samples, "json", Reading.catalog("type: JSON", fields), json("[", ",\n", "]"));
    add(samples, "ndjson", Reading.catalog("type: NDJSON", fields), json("", "\n", "\n"));
    add(samples, "parquet", Reading.catalog("type: PARQUET", fields), parquet());
    add(samples, "gzip", csv, gzip(csv()));
    add(samples, "zstd", csv, com.github.luben.zstd.Zstd.compress(csv()));
    add(samples, "zip", csv, zip(csv()));
    add(samples, "gzip of xlsx", excel, gzip(xlsx));
    return samples;
  }

  private static void add(Map<String, Sample> samples, String name, Catalog catalog, byte[] bytes) {
    samples.put(name, new Sample(samples.size(), catalog, bytes));
  }

  private static byte[] xlsx() {
    StringBuilder rows =
        new StringBuilder(
            "<row r='1'><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>2</v></c></row>");
    for (int i = 2; i < 40; i++) {
      rows.append("<row r='").append(i).append("'><c r='A").append(i);
      rows.append("' t='s'><v>3</v></c><c><v>").append(i).append(".5</v></c><c s='1'><v>4500");
      rows.append(i % 10).append("</v></c></row>");
    }
    return Xlsx.of(rows.toString())
        .strings("<t>a</t>", "<t>b</t>", "<t>c</t>", "<t>secreto ñ</t>")
        .bytes();
  }

  /// The same without compression, so that changed bytes reach the XML and not only checksums.
  private static byte[] repacked() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var in = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(xlsx()));
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.setLevel(0);
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        in.transferTo(out);
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] xls() throws IOException {
    try (HSSFWorkbook book = new HSSFWorkbook();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      Sheet sheet = book.createSheet("Datos");
      for (int i = 0; i < 40; i++) {
        var row = sheet.createRow(i);
        row.createCell(0).setCellValue(i == 0 ? "a" : "secreto " + i);
        if (i == 0) {
          row.createCell(1).setCellValue("b");
        } else {
          row.createCell(1).setCellValue(i / 3.0);
        }
        row.createCell(2).setCellValue(i == 0 ? "c" : "2024-01-01");
      }
      book.write(out);
      return out.toByteArray();
    }
  }

  private static byte[] json(String begin, String between, String end) {
    StringBuilder text = new StringBuilder(begin);
    for (int i = 0; i < 60; i++) {
      text.append(i == 0 ? "" : between);
      text.append("{\"a\":\"secreto \\u00f1 ").append(i).append("\",\"b\":").append(i);
      text.append(".25,\"c\":\"2024-01-01\",\"d\":{\"e\":[1,null,true]}}");
    }
    return text.append(end).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] csv() {
    StringBuilder text = new StringBuilder("a;b;c\n");
    for (int i = 0; i < 200; i++) {
      text.append("secreto ").append(i).append(";").append(i).append(".5;2024-01-01\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private byte[] parquet() throws IOException {
    Path file = directory.resolve("datos.parquet");
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT 'secreto ' || i AS a, i / 4 AS b, DATE '2024-01-01' + i::INTEGER AS c FROM range(300) t(i)) TO '%s' (FORMAT parquet)"
              .formatted(file));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return Files.readAllBytes(file);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] zip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("datos.csv"));
      zip.write(bytes);
      zip.closeEntry();
    }
    return out.toByteArray();
  }
}
