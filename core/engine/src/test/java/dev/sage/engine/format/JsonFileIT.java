package dev.sage.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.contract.Catalog;
import dev.sage.engine.delivery.SpooledText;
import dev.sage.engine.report.FileFinding;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.FindingCode;
import dev.sage.spi.SageException;
import dev.sage.spi.Severity;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Objects become records, whatever stands around them.
class JsonFileIT {
  private static final String[] FIELDS = {
    "name: codigo, type: texto",
    "name: total, type: decimal, decimal_separator: ','",
    "name: activo, type: booleano"
  };
  private static final Catalog ARRAY = Reading.catalog("type: JSON", FIELDS);
  private static final Catalog LINES = Reading.catalog("type: NDJSON", FIELDS);

  @TempDir Path directory;

  @Test
  void anArrayOfObjectsBecomesRecordsWithTheLinesTheyBeginOn() throws IOException {
    Reading read =
        array(
            """
            [
              {"codigo": "á,\\"b\\"", "total": 12.50, "activo": true},
              {"activo": null,
               "total": 1e3}, {"codigo": "x"}
            ]
            """);
    assertThat(read.rows()).containsExactly("1@2 á,\"b\"/12,50/true", "2@3 /1e3/", "3@4 x//");
    assertThat(read.findings()).isEmpty();
    assertThat(read.result().read()).isEqualTo(3);
  }

  @Test
  void aNumberKeepsItsSpelling() throws IOException {
    Catalog texts = Reading.catalog("type: NDJSON", "name: a, type: texto");
    Reading read =
        of(
            texts,
            "{\"a\":1.0}\n{\"a\":-0}\n{\"a\":123456789012345678901234567890.10}\n{\"a\":1E+5}\n");
    assertThat(read.rows())
        .containsExactly("1@1 1.0", "2@2 -0", "3@3 123456789012345678901234567890.10", "4@4 1E+5");
  }

  @Test
  void whatIsNestedIsItsOwnText() throws IOException {
    Reading read = lines("{\"codigo\": {\"a\": [1, \"ñ\" ]}, \"total\": [ ]}\n{\"codigo\":[]}\n");
    assertThat(read.rows()).containsExactly("1@1 {\"a\": [1, \"ñ\" ]}/[ ]/", "2@2 []//");
  }

  @Test
  void keysAreFoundWhateverTheirCaseAndUnknownOnesAreNamedOnce() throws IOException {
    Reading read =
        lines("{\" CODIGO \":\"a\",\"otra\":1}\n{\"codigo\":\"b\",\"otra\":{\"codigo\":2}}\n");
    assertThat(read.rows()).containsExactly("1@1 a//", "2@2 b//");
    assertThat(read.findings())
        .extracting(FileFinding::code)
        .containsExactly(FindingCode.COLUMN_EXTRA);
    assertThat(read.findings().getFirst().column()).isEqualTo("otra");
  }

  @Test
  void ofAKeyThatIsThereTwiceTheLastHoldsWithAWarning() throws IOException {
    Reading read = lines("{\"codigo\":\"a\",\"Codigo\":\"b\"}\n{\"codigo\":\"c\"}\n");
    assertThat(read.rows()).containsExactly("1@1 b//", "2@2 c//");
    FileFinding warning = read.findings().getFirst();
    assertThat(warning.severity()).isEqualTo(Severity.WARNING);
    assertThat(warning.column()).isEqualTo("codigo");
    assertThat(warning.message().en()).contains("the last one holds");
  }

  @Test
  void aBrokenLineIsRejectedAlone() throws IOException {
    Reading read =
        lines("{\"codigo\":\"a\"}\r\n\n{\"codigo\":\"b\"\n[1]\n{\"codigo\":\"c\"} x\n 7 \n{}");
    assertThat(read.rows())
        .containsExactly("1@1 a//", "2@3 QUOTE", "3@4 QUOTE", "4@5 QUOTE", "5@6 QUOTE", "6@7 //");
    assertThat(read.result().faults()).isEqualTo(4);
  }

  @Test
  void aBrokenArrayIsReadUpToWhereItBreaks() throws IOException {
    Reading read = array("[{\"codigo\":\"a\"},\n {\"codigo\" \"b\"},\n {\"codigo\":\"c\"}]");
    assertThat(read.rows()).containsExactly("1@1 a//");
    FileFinding broken = read.findings().getFirst();
    assertThat(broken.code()).isEqualTo(FindingCode.QUOTE);
    assertThat(broken.severity()).isEqualTo(Severity.ERROR);
    assertThat(broken.message().en()).contains("line 2, column 12");
  }

  @Test
  void bracketsAndCommasThatAreNotAsTheyMustBeBreakAnArray() throws IOException {
    assertThat(broken("{\"codigo\":1}")).contains("line 1, column 1", "an array");
    assertThat(broken("[{\"codigo\":1}")).contains("line 1, column 14", "without ]");
    assertThat(broken("[{\"codigo\":1},\n]")).contains("line 2, column 1", "comma too many");
    assertThat(broken("[{\"codigo\":1}\n{\"codigo\":2}]"))
        .contains("line 2, column 1", "comma or ]");
    assertThat(broken("[]\nx")).contains("line 2, column 1", "behind ]");
    assertThat(broken("[{\"codigo\":\"x}]")).contains("not closed");
    assertThat(broken("[{\"codigo\":{}]")).contains("not valid JSON");
    assertThat(broken("[,]")).contains("line 1, column 2", "missing here");
  }

  @Test
  void anElementThatIsNoObjectIsRejectedAlone() throws IOException {
    Reading read = array("[1, \"a]\", null, [{}], {\"codigo\":\"b\"}, true]");
    assertThat(read.rows())
        .containsExactly(
            "1@1 QUOTE", "2@1 QUOTE", "3@1 QUOTE", "4@1 QUOTE", "5@1 b//", "6@1 QUOTE");
    assertThat(read.findings()).isEmpty();
  }

  @Test
  void anEmptyArrayHasNoRecordsAndBlanksAreEmpty() throws IOException {
    Reading empty = array(" [ ] ");
    assertThat(empty.shape().blank()).isFalse();
    assertThat(empty.result().read()).isZero();
    assertThat(empty.findings()).isEmpty();
    assertThat(array(" \n ").shape().blank()).isTrue();
    assertThat(lines("\n\n").shape().blank()).isTrue();
  }

  @Test
  void charactersThatNoTextHasAreFaults() throws IOException {
    Reading read =
        lines(
            "{\"codigo\":\"a\\u0000b\"}\n{\"codigo\":\"\\ud800\"}\n{\"codigo\":\"\\ud83d\\ude00\"}\n");
    assertThat(read.rows()).containsExactly("1@1 NUL", "2@2 ENCODING", "3@3 😀//");
  }

  @Test
  void aRecordBeyondTheLimitIsRejectedAndTheNextIsRead() throws IOException {
    String large = "{\"codigo\":\"" + "x".repeat(3 << 20) + "\"}";
    assertThat(lines(large + "\n{\"codigo\":\"b\"}\n").rows())
        .containsExactly("1@1 RECORD_SIZE", "2@2 b//");
    assertThat(array("[" + large + ",{\"codigo\":\"b\"}]").rows())
        .containsExactly("1@1 RECORD_SIZE", "2@1 b//");
  }

  @Test
  void encodingsAreThoseOfText() throws IOException {
    String text = "{\"codigo\":\"ñandú\"}\n";
    for (String charset : new String[] {"UTF-16LE", "windows-1252"}) {
      Path file = directory.resolve("datos");
      byte[] mark =
          charset.equals("UTF-16LE") ? new byte[] {(byte) 0xFF, (byte) 0xFE} : new byte[0];
      byte[] bytes = text.getBytes(Charset.forName(charset));
      byte[] all = new byte[mark.length + bytes.length];
      System.arraycopy(mark, 0, all, 0, mark.length);
      System.arraycopy(bytes, 0, all, mark.length, bytes.length);
      Files.write(file, all);
      assertThat(Reading.of(LINES, file, directory).rows()).containsExactly("1@1 ñandú//");
    }
    assertThat(lines("\uFEFF" + text).rows()).containsExactly("1@1 ñandú//");
  }

  @Test
  void manyPartsHoldEveryRecord() throws IOException {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < 5_000; i++) {
      text.append(i == 0 ? "" : ",\n").append("{\"codigo\":\"c").append(i).append("\"}");
    }
    Path file = Files.writeString(directory.resolve("datos"), text.append("]"));
    Reading read = Reading.of(ARRAY, new SpooledText(file), directory, 4096);
    assertThat(read.kept().parts).hasSizeGreaterThan(5);
    assertThat(read.rows()).hasSize(5_000).endsWith("5000@5000 c4999//");
  }

  @Test
  void rejectedRecordsAreCopiedAsTheyWere() throws IOException {
    Path lines = Files.writeString(directory.resolve("a.jsonl"), "{\"a\" : 1}\r\n\n{x\n{\"b\":2}");
    assertThat(Reading.rejects(LINES, lines, directory, 1, 2))
        .hasFileName("rechazados.jsonl")
        .hasContent("{\"a\" : 1}\r\n{x\n");
    Path array =
        Files.writeString(directory.resolve("a.json"), "[ {\"a\" : 1},{},\n  [7],{\"b\":2}]");
    assertThat(Reading.rejects(ARRAY, array, directory, 1, 3))
        .hasFileName("rechazados.json")
        .hasContent("[\n{\"a\" : 1},\n[7]\n]\n");
  }

  @Test
  void aWorkbookIsNoJson() throws IOException {
    Path file = Files.write(directory.resolve("datos"), new byte[] {'P', 'K', 3, 4, 0, 0});
    assertThatThrownBy(() -> Reading.of(LINES, new SpooledText(file), directory, 4096))
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_CORRUPT));
  }

  private String broken(String text) throws IOException {
    return array(text).findings().getFirst().message().en();
  }

  private Reading array(String text) throws IOException {
    return of(ARRAY, text);
  }

  private Reading lines(String text) throws IOException {
    return of(LINES, text);
  }

  private Reading of(Catalog catalog, String text) throws IOException {
    Path file = Files.writeString(directory.resolve("datos"), text, StandardCharsets.UTF_8);
    return Reading.of(catalog, file, directory);
  }
}
