package dev.sage.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.spi.ErrorType;
import dev.sage.spi.SageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files with a byte or two changed or cut off, through the whole engine: a report in which every
/// record is accepted or rejected, or an error of the data.
final class DamagedFormatsIT {
  private static final int FILES = Integer.getInteger("sage.fuzz.scenarios", 15);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"EXCEL", "JSON", "NDJSON", "PARQUET", "NDJSON in gzip"})
  void a_damaged_file_ends_in_a_report_or_in_an_error_of_the_data(String kind) throws Exception {
    String type = kind.split(" ")[0];
    String yaml =
        Yaml.contract(
            (type.equals("EXCEL") ? "header: true, " : "") + "type: " + type,
            "name: a, type: texto",
            "name: b, type: decimal");
    Path contract =
        Desk.in(folder).file("contract.yaml", yaml.replace("type: CSV, delimiter: \";\", ", ""));
    byte[] good = sample(type);
    byte[] sent = kind.contains("gzip") ? gzip(good) : good;
    Random random = new Random(kind.hashCode());
    for (int i = 0; i < FILES; i++) {
      Path data = Files.write(folder.resolve("datos"), i == 0 ? sent : damaged(sent, random));
      Path out = folder.resolve("out-" + i);
      try {
        EngineRun run = EngineRun.check(contract, data, out, EngineRun.options(1, 1 << 20));
        var statistics = run.report().path("files").path("statistics").path("datos");
        assertThat(statistics.path("records").asLong())
            .isEqualTo(statistics.path("accepted").asLong() + statistics.path("rejected").asLong());
        assertThat(i > 0 || run.exit() == 0).isTrue();
      } catch (SageException e) {
        assertThat(e.code().type()).as(e.toString()).isEqualTo(ErrorType.DATA);
        assertThat(i).as(e.toString()).isPositive();
      }
    }
  }

  private static byte[] damaged(byte[] good, Random random) {
    byte[] bytes =
        random.nextInt(4) == 0
            ? java.util.Arrays.copyOf(good, 4 + random.nextInt(good.length - 4))
            : good.clone();
    for (int i = 0; i < 2; i++) {
      int at = random.nextInt(bytes.length);
      bytes[at] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private byte[] sample(String type) throws IOException {
    return switch (type) {
      case "EXCEL" -> workbook();
      case "JSON" -> objects(",\n", "[", "]");
      case "NDJSON" -> objects("\n", "", "\n");
      default -> parquet();
    };
  }

  private static byte[] objects(String between, String begin, String end) {
    return IntStream.range(0, 100)
        .mapToObj("{\"a\":\"texto %1$d\",\"b\":%1$d.25}"::formatted)
        .collect(Collectors.joining(between, begin, end))
        .getBytes(UTF_8);
  }

  private static byte[] workbook() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(bytes, "T", "1.0")) {
      Worksheet sheet = book.newWorksheet("Hoja");
      sheet.value(0, 0, "a");
      sheet.value(0, 1, "b");
      for (int i = 1; i < 100; i++) {
        sheet.value(i, 0, "texto " + i);
        sheet.value(i, 1, i / 4.0);
      }
    }
    return bytes.toByteArray();
  }

  private byte[] parquet() throws IOException {
    Path file = folder.resolve("datos.parquet");
    Tables.query(
        "COPY (SELECT 'texto ' || i AS a, i / 4 AS b FROM range(100) t(i)) TO '"
            + file
            + "' (FORMAT parquet)");
    return Files.readAllBytes(file);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
