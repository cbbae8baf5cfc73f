package dev.sage.engine.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.engine.delivery.ExtendedUtf8;
import dev.sage.engine.delivery.Prescan;
import dev.sage.engine.split.PlainReader.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The splitter against a plain reader of the same grammar, on files made to be misread.
class RecordGrammarIT {
  private static final int FILES = Integer.getInteger("sage.grammar.files", 100_000);
  private static final int DUCKDB_EVERY = 500;
  private static final int PIECES_EVERY = 4;
  private static final int[] BUFFERS = {1, 7, 8, 16, 33, 64, 4096};
  private static final int[] LIMITS = {1, 3, 8, 20, 60, 4096};
  private static final int[] PART_SIZES = {10, 50, 1000, 1000};
  private static final String[] DELIMITERS = {
    ",", "|", ";", "\t", " ", "||", "::", "ab", "§", "a,"
  };
  private static final String[] ENCODINGS = {
    "", "", "", "UTF-8", "windows-1252", "ISO-8859-1", "UTF-16LE", "UTF-16BE", "Shift_JIS"
  };

  @TempDir Path directory;

  @Test
  void splitterAndPlainReaderSeeTheSameRecords() throws Exception {
    long first = Long.getLong("sage.grammar.seed", 20_260_101L);
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
      for (long seed = first; seed < first + FILES; seed++) {
        try {
          compare(seed, seed % DUCKDB_EVERY == 0 ? Optional.of(duckdb) : Optional.empty());
        } catch (Throwable e) {
          throw new AssertionError("seed " + seed, e);
        }
      }
    }
  }

  private void compare(long seed, Optional<Connection> duckdb) throws Exception {
    Case made = new Case(new Random(seed));
    Samples.InMemory file = new Samples.InMemory(made.bytes);
    Prescan prescan = Prescan.of(file, made.encoding, bytes -> {});
    byte[] text = text(file, prescan);
    List<String> header = new ArrayList<>();
    List<Row> rows =
        new PlainReader(text, made.dialect).rows(made.dialect.header(), made.width, header);

    Samples.Kept kept = new Samples.Kept();
    Splitter splitter =
        new Splitter(
            file, prescan, made.dialect, made.width, directory, made.partBytes, made.bufferBytes);
    FileShape shape = splitter.shape();
    SplitResult result = splitter.split(kept);

    assertThat(shape.header()).isEqualTo(header);
    assertThat(result.read()).isEqualTo(rows.size());
    assertThat(result.faults()).isEqualTo(kept.faults.size());
    assertThat(result.parts()).isEqualTo(kept.parts.size());
    assertThat(result.bytes()).isEqualTo(text.length);
    assertThat(faults(kept)).isEqualTo(expectedFaults(rows, text));
    assertThat(accepted(kept)).isEqualTo(expectedRows(rows));
    copiesRejects(made, file, prescan, rows, kept, text, new Random(seed));
    if (prescan.encoding().isUtf8() && seed % PIECES_EVERY == 0) {
      makesPartsOfPieces(made, file, prescan, kept, shape.width());
    }
    if (duckdb.isPresent()) {
      for (Part part : kept.parts) {
        assertThat(read(duckdb.get(), part, shape.width())).isEqualTo(nulled(part));
      }
    }
  }

  private static byte[] text(Samples.InMemory file, Prescan prescan) throws IOException {
    try (InputStream in = ExtendedUtf8.open(file, prescan.encoding())) {
      return in.readAllBytes();
    }
  }

  private static List<String> faults(Samples.Kept kept) {
    return kept.faults.stream()
        .map(f -> f.code() + " " + f.record() + " " + f.line() + " " + Arrays.toString(f.raw()))
        .toList();
  }

  private static List<String> expectedFaults(List<Row> rows, byte[] text) {
    return rows.stream()
        .filter(r -> r.code() != null)
        .map(r -> r.code() + " " + r.number() + " " + r.line() + " " + raw(r, text))
        .toList();
  }

  private static String raw(Row row, byte[] text) {
    return Arrays.toString(Arrays.copyOfRange(text, row.from(), row.textEnd()));
  }

  private static List<String> accepted(Samples.Kept kept) throws IOException {
    List<String> rows = new ArrayList<>();
    for (Part part : kept.parts) {
      List<List<String>> read = PartText.rows(part);
      assertThat(part.records()).isEqualTo(read.size());
      assertThat(part.firstRecord()).isEqualTo(part.lines().recordOf(0));
      assertThat(part.firstLine()).isEqualTo(part.lines().lineOf(0));
      LineMap lines = LineMap.of(part.lines().breakpoints());
      for (int i = 0; i < read.size(); i++) {
        rows.add(lines.recordOf(i) + " " + lines.lineOf(i) + " " + read.get(i));
      }
    }
    return rows;
  }

  private static List<String> expectedRows(List<Row> rows) {
    return rows.stream()
        .filter(r -> r.code() == null)
        .map(r -> r.number() + " " + r.line() + " " + r.cells())
        .toList();
  }

  private static void copiesRejects(
      Case made,
      Samples.InMemory file,
      Prescan prescan,
      List<Row> rows,
      Samples.Kept kept,
      byte[] text,
      Random random)
      throws IOException {
    List<Row> wanted = rows.stream().filter(r -> random.nextInt(3) == 0).toList();
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    expected.write(made.bytes, 0, prescan.encoding().bom());
    try (var restoring = ExtendedUtf8.restore(expected, prescan.encoding())) {
      if (made.dialect.header()) {
        int[] header = new PlainReader(text, made.dialect).header();
        restoring.write(text, header[0], header[1] - header[0]);
      }
      for (Row row : wanted) {
        restoring.write(text, row.from(), row.to() - row.from());
      }
    }
    ByteArrayOutputStream copied = new ByteArrayOutputStream();
    RejectCopier.copy(
        new TextSource(file, prescan, made.dialect, made.bufferBytes),
        made.width,
        kept.parts,
        wanted.stream().mapToLong(Row::number).iterator(),
        copied);
    assertThat(copied.toByteArray()).isEqualTo(expected.toByteArray());
  }

  /// Each part is the same when it is made of just the bytes that it has in its file.
  private void makesPartsOfPieces(
      Case made, Samples.InMemory file, Prescan prescan, Samples.Kept kept, int width)
      throws IOException {
    TextForm form = new TextSource(file, prescan, made.dialect, made.bufferBytes).form();
    Path other = Files.createDirectories(directory.resolve("other"));
    for (Part part : kept.parts) {
      byte[] bytes =
          Arrays.copyOfRange(made.bytes, (int) part.sourceOffset(), (int) part.sourceEnd());
      Path piece = Files.write(other.resolve("piece"), bytes);
      Samples.Kept again = new Samples.Kept();
      Splitter.ofPiece(piece, form, made.dialect, made.width, width, other, made.bufferBytes)
          .split(again);
      assertThat(again.parts).hasSize(1);
      Part same = again.parts.getFirst();
      assertThat(same.records()).isEqualTo(part.records());
      assertThat(same.maxRecordBytes()).isEqualTo(part.maxRecordBytes());
      assertThat(same.file()).hasSameBinaryContentAs(part.file());
    }
  }

  private static List<List<String>> nulled(Part part) throws IOException {
    return PartText.rows(part).stream()
        .map(row -> row.stream().map(cell -> cell.isEmpty() ? null : cell).toList())
        .map(row -> (List<String>) new ArrayList<>(row))
        .toList();
  }

  private static List<List<String>> read(Connection duckdb, Part part, int width) throws Exception {
    List<String> names = IntStream.range(0, width).mapToObj(i -> "c'" + i).toList();
    List<List<String>> rows = new ArrayList<>();
    try (Statement statement = duckdb.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT * FROM " + PartReader.scan(part, names))) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          row.add(result.getString(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /// A small file with much in it that can go wrong.
  private static final class Case {
    final Dialect dialect;
    final Optional<String> encoding;
    final byte[] bytes;
    final int width;
    final int bufferBytes;
    final long partBytes;

    Case(Random random) {
      String delimiter = DELIMITERS[random.nextInt(DELIMITERS.length)];
      int quote = random.nextInt(8) == 0 ? Dialect.NONE : random.nextInt(4) == 0 ? '\'' : '"';
      int escape = random.nextInt(3) == 0 ? '\\' : Dialect.NONE;
      boolean small = random.nextInt(3) == 0;
      dialect =
          new Dialect(
              delimiter.getBytes(StandardCharsets.UTF_8),
              quote,
              escape,
              random.nextBoolean(),
              LIMITS[small ? random.nextInt(LIMITS.length) : LIMITS.length - 1]);
      width = 1 + random.nextInt(4);
      bufferBytes = BUFFERS[random.nextInt(BUFFERS.length)];
      partBytes = PART_SIZES[random.nextInt(PART_SIZES.length)];
      String name = ENCODINGS[random.nextInt(ENCODINGS.length)];
      encoding = name.isEmpty() ? Optional.empty() : Optional.of(name);
      String text = random.nextInt(4) == 0 ? noise(random, delimiter) : table(random, delimiter);
      bytes = encode(random, text, name);
    }

    private static byte[] encode(Random random, String text, String name) {
      boolean marked = random.nextInt(6) == 0;
      String charset =
          !name.isEmpty()
              ? name
              : marked ? "UTF-16LE" : random.nextInt(3) == 0 ? "windows-1252" : "UTF-8";
      if (marked && charset.startsWith("UTF")) {
        text = "\uFEFF" + text;
      }
      byte[] bytes = text.getBytes(Charset.forName(charset));
      if (random.nextInt(6) == 0) {
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
      }
      boolean odd = random.nextInt(20) == 0 && bytes.length > 1;
      return odd ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
    }

    private String noise(Random random, String delimiter) {
      String q = quoteText();
      String[] words = {
        delimiter, delimiter, q, q, q, "\n", "\n", "\r\n", "\r", "a", "b", " ", "\t", "\\", "é",
        "\0"
      };
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(60);
      int known = random.nextInt(5) == 0 ? words.length : words.length - 1;
      for (int i = 0; i < length; i++) {
        text.append(words[random.nextInt(known)]);
      }
      return text.toString();
    }

    private String table(Random random, String delimiter) {
      String[] ends = random.nextInt(3) == 0 ? new String[] {"\n", "\r\n"} : new String[] {"\n"};
      if (random.nextInt(5) == 0) {
        ends = new String[] {"\r"};
      }
      StringBuilder text = new StringBuilder();
      int rows = random.nextInt(12);
      for (int i = 0; i < rows; i++) {
        int cells = random.nextInt(12) == 0 ? 1 + random.nextInt(5) : width;
        for (int k = 0; k < cells; k++) {
          text.append(k > 0 ? delimiter : "").append(cell(random, delimiter));
        }
        text.append(ends[random.nextInt(ends.length)]);
        text.append(random.nextInt(10) == 0 ? ends[0] : "");
      }
      if (random.nextBoolean() && !text.isEmpty()) {
        text.setLength(text.length() - 1);
      }
      for (int i = random.nextInt(3); i > 0 && !text.isEmpty(); i--) {
        mutate(random, text);
      }
      return text.toString();
    }

    private void mutate(Random random, StringBuilder text) {
      int at = random.nextInt(text.length());
      String[] words = {
        quoteText(), "\n", "\r", "\r\n", " ", "\0", "\\", quoteText() + quoteText()
      };
      if (random.nextInt(3) == 0) {
        text.deleteCharAt(at);
      } else {
        text.insert(at, words[random.nextInt(words.length)]);
      }
    }

    private String cell(Random random, String delimiter) {
      String[] words = {
        "", "a", "bc", "x y", "ñandú", "12.5", "5 pipe", "=1", "#", "日本", "0123456789"
      };
      String word = words[random.nextInt(words.length)];
      String q = quoteText();
      return switch (random.nextInt(8)) {
        case 0 -> q + word + q;
        case 1 -> q + word + q + q + word + q;
        case 2 -> q + word + delimiter + word + q;
        case 3 -> q + word + "\n" + word + "\r\n" + q;
        case 4 -> " " + q + word + q + " \t";
        case 5 -> q + word + "\\" + q + "\\\\" + q;
        case 6 -> word + (random.nextInt(4) == 0 ? q + word : "");
        default -> word;
      };
    }

    private String quoteText() {
      return dialect.quote() == Dialect.NONE ? "\"" : Character.toString(dialect.quote());
    }
  }
}
