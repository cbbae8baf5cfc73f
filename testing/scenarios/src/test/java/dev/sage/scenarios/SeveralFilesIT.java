package dev.sage.scenarios;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.engine.Cancellation;
import dev.sage.engine.EngineOptions;
import dev.sage.engine.Progress;
import dev.sage.spi.SageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Several files of one catalog: read as one, each in its own way.
final class SeveralFilesIT {
  private static final String[] FIELDS = {
    "name: a, type: texto, unique: true", "name: b, type: entero, required: true"
  };

  @TempDir private Path folder;
  private Desk desk;
  private Path contract;
  private Path out;

  @BeforeEach
  void prepare() {
    desk = Desk.in(folder);
    contract = desk.file("contract.yaml", yaml("ventas_*.csv", FIELDS));
    out = desk.path("out");
  }

  private static String yaml(String filename, String... fields) {
    return Yaml.header(fields)
        .replace("filename: datos.csv", "filename: \"" + filename + "\"")
        .replace(
            "packages: {}",
            "packages: {todo: {name: t, description: d, file_format: {type: ZIP}, catalogs: [datos]}}");
  }

  private Path zip(String... namesAndTexts) {
    return desk.file("entrega.zip", Zips.of(namesAndTexts));
  }

  private Ran check(Path data, Object... more) {
    return desk.check(
        contract, data, Stream.concat(Stream.of("--out", out), Stream.of(more)).toArray());
  }

  /// The findings of the report as `file:record:line:field:CODE`.
  private static List<String> findings(Ran ran) {
    List<String> all = new ArrayList<>();
    for (JsonNode f : ran.json().path("validation").path("failures")) {
      all.add(
          Stream.of("file", "record", "line", "field", "code")
              .map(name -> Ran.text(f, name))
              .collect(Collectors.joining(":")));
    }
    return all;
  }

  @Test
  void they_are_read_in_the_order_of_their_names_each_with_its_own_header() {
    Ran ran =
        check(
            zip(
                "Entrega/Ventas_B.csv", "b;a\nx;uno\n5;dos\n",
                "Entrega/ventas_a.csv", "a;b\nuno;1\n\ntres;\n"));

    assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(1);
    assertThat(ran.counts()).containsEntry("datos", "4=2+2");
    assertThat(findings(ran))
        .containsExactly(
            "ventas_a.csv:2:4:b:REQUIRED", "Ventas_B.csv:1:2:b:TYPE", "Ventas_B.csv:1:2:a:UNIQUE");
    JsonNode statistics = ran.json().path("files").path("statistics").path("datos");
    assertThat(statistics.path("file").asString()).isEqualTo("ventas_*.csv");
    assertThat(statistics.path("files").toString())
        .isEqualTo(
            "[{\"file\":\"ventas_a.csv\",\"records\":2,\"accepted\":1,\"rejected\":1},{\"file\":\"Ventas_B.csv\",\"records\":2,\"accepted\":1,\"rejected\":1}]");
  }

  @Test
  void rejects_go_back_file_by_file_with_one_list_of_reasons() throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("ventas_1.csv", "a;b\r\nuno;x\r\ndos;2\r\n".getBytes(UTF_8));
    members.put("ventas_2.csv", "\ufeffb;a\ny;ñ\n".getBytes(UTF_16LE));
    members.put("ventas_3.csv", "a;b\ntres;3\n".getBytes(UTF_8));
    Ran ran = check(desk.file("entrega.zip", Zips.of(members)));

    assertThat(ran.exit()).as(ran.err()).isEqualTo(1);
    assertThat(Desk.files(out.resolve("rejects")))
        .containsExactly("datos.errors.csv", "datos/ventas_1.csv", "datos/ventas_2.csv");
    assertThat(out.resolve("rejects/datos/ventas_1.csv"))
        .hasBinaryContent("a;b\r\nuno;x\r\n".getBytes(UTF_8));
    assertThat(out.resolve("rejects/datos/ventas_2.csv"))
        .hasBinaryContent(members.get("ventas_2.csv"));
    assertThat(Files.readAllLines(out.resolve("rejects/datos.errors.csv")).subList(0, 2))
        .satisfiesExactly(
            head -> assertThat(head).isEqualTo("\ufefffile,record,line,column,code,message,value"),
            first -> assertThat(first).startsWith("ventas_1.csv,1,2,b,TYPE,"));
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("rejects/datos/ventas_1.csv", "ventas_2.csv");
  }

  @Test
  void corrected_rejects_are_sent_again_one_by_one_or_in_a_zip() throws IOException {
    check(
        zip("ventas_1.csv", "a;b\nuno;x\ndos;2\n", "ventas_2.csv", "a;b\ntres;y\n"),
        "--on-error",
        "reject_rows");
    Path same = out.resolve("rejects/datos/ventas_2.csv");
    Path one = desk.file("ventas_1.csv", "a;b\nuno;1\n");
    byte[] both =
        Zips.of("datos/ventas_1.csv", "a;b\nuno;1\n", "datos/ventas_2.csv", "a;b\ntres;3\n");

    Ran alone = desk.sage("rejects", "replay", out, one, "--format", "json");
    Ran together =
        desk.sage("rejects", "replay", out, desk.file("x.zip", both), "--format", "json");
    Ran unchanged = desk.sage("rejects", "replay", out, same, "--format", "json");

    assertThat(alone.counts()).as(alone.out()).containsEntry("datos", "1=1+0");
    assertThat(together.counts()).as(together.out()).containsEntry("datos", "2=2+0");
    assertThat(unchanged.exit()).isEqualTo(2);
    assertThat(unchanged.errorMessage()).contains("sigue igual");
  }

  @Test
  void a_damaged_file_is_a_finding_and_the_others_are_read() throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    byte[] packed = gzip("a;b\nuno;1\n".getBytes(UTF_8));
    packed[packed.length - 6] ^= 1;
    members.put("ventas_1.csv.gz", packed);
    members.put("ventas_2.csv", "a;b\ndos;2\ntres;x\n".getBytes(UTF_8));
    Ran ran = check(desk.file("entrega.zip", Zips.of(members)), "--on-error", "reject_rows");

    assertThat(findings(ran))
        .containsExactly("ventas_1.csv.gz::::FILE_UNREADABLE", "ventas_2.csv:2:3:b:TYPE");
    assertThat(ran.counts()).containsEntry("datos", "2=1+1");
    assertThat(ran.json().path("summary").path("refusal").asString("")).contains("estructura");
    assertThat(ran.out()).contains("cortados o dañados");
  }

  @Test
  void when_not_one_can_be_read_the_catalog_is_as_good_as_missing() {
    Ran ran = check(zip("ventas_1.csv", "PK\3\4x", "ventas_2.csv", "PK\3\4y"));

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.findings()).containsExactly(":::FILE_UNREADABLE", ":::FILE_UNREADABLE");
    assertThat(ran.counts()).isEmpty();
  }

  @Test
  void a_bomb_among_them_is_a_limit_of_the_whole() {
    Ran ran = check(zip("ventas_1.csv", "a;b\n", "ventas_2.csv", "a;b\n" + "0".repeat(30 << 20)));

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.errorCode()).isEqualTo("ARCHIVE_LIMIT");
  }

  @Test
  void what_is_missing_in_one_file_is_missing_there() {
    Ran ran =
        check(zip("ventas_1.csv", "a\nuno\n", "ventas_2.csv", "", "ventas_3.csv", "a;b\nuno;\n"));

    assertThat(findings(ran))
        .containsExactly(
            "ventas_1.csv:::b:COLUMN_MISSING",
            "ventas_2.csv::::EMPTY_FILE",
            "ventas_3.csv:1:2:b:REQUIRED",
            "ventas_3.csv:1:2:a:UNIQUE");
    assertThat(ran.counts()).containsEntry("datos", "2=1+1");
  }

  @Test
  void none_of_that_name_is_a_missing_member() {
    Ran ran = check(zip("otras.csv", "a;b\n"));

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(findings(ran)).contains("ventas_*.csv::::MEMBER_MISSING");
    assertThat(ran.json().path("files").path("missing_files").path(0).asString())
        .isEqualTo("ventas_*.csv");
  }

  @Test
  void a_file_that_is_there_twice_is_read_once() throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("ventas_1.csv.gz", gzip("a;b\nuno;1\n".getBytes(UTF_8)));
    members.put("ventas_1.csv", "a;b\nuno;1\ndos;2\n".getBytes(UTF_8));
    Ran ran = check(desk.file("entrega.zip", Zips.of(members)));

    assertThat(ran.exit()).as(ran.out()).isZero();
    assertThat(findings(ran)).containsExactly("ventas_1.csv.gz::::MEMBER_UNKNOWN");
    assertThat(ran.counts()).containsEntry("datos", "2=2+0");
    assertThat(ran.json().path("files").path("statistics").path("datos").path("file").asString())
        .isEqualTo("ventas_1.csv");
  }

  @Test
  void a_file_that_fits_two_catalogs_is_refused() {
    contract =
        desk.file(
            "contract.yaml",
            """
            sage_yaml: {name: n, description: d, version: 1, author: a}
            catalogs:
              uno: &c
                name: n
                description: d
                filename: "ventas_*.csv"
                file_format: {type: CSV, delimiter: ";", header: true}
                fields: [{name: a, type: texto}, {name: b, type: texto}]
              dos: {<<: *c, filename: "*_dev.csv"}
            packages:
              p: {name: n, description: d, file_format: {type: ZIP}, catalogs: [uno, dos]}
            """);
    Ran good = check(zip("ventas_1.csv", "a;b\n", "x_dev.csv", "a;b\n"));
    out = desk.path("out2");
    Ran both = check(zip("ventas_1.csv", "a;b\n", "ventas_dev.csv", "a;b\n"));
    out = desk.path("out3");
    Ran single = check(desk.file("ventas_7.csv", "a;b\n"));

    assertThat(good.exit()).as(good.out()).isZero();
    assertThat(both.exit()).isEqualTo(2);
    assertThat(both.errorCode()).isEqualTo("CATALOG_AMBIGUOUS");
    assertThat(both.errorMessage())
        .contains("ventas_dev.csv", "uno (ventas_*.csv)", "dos (*_dev.csv)");
    assertThat(single.counts()).as(single.out()).containsOnlyKeys("uno");
  }

  @Test
  void references_find_values_in_any_of_them_and_are_skipped_when_one_is_lost() throws IOException {
    contract =
        desk.file(
            "contract.yaml",
            """
            sage_yaml: {name: n, description: d, version: 1, author: a}
            catalogs:
              ventas: &c
                name: n
                description: d
                filename: ventas.csv
                file_format: {type: CSV, delimiter: ";", header: true}
                fields: [{name: a, type: texto, references: clientes.a}, {name: b, type: texto}]
              clientes: {<<: *c, filename: "clientes_?.csv", fields: [{name: a, type: texto}, {name: b, type: texto}]}
            packages:
              p: {name: n, description: d, file_format: {type: ZIP}, catalogs: [ventas, clientes]}
            """);
    String sales = "a;b\nuno;\ndos;\nseis;\n";
    Ran ran =
        check(
            zip(
                "ventas.csv",
                sales,
                "clientes_1.csv",
                "a;b\nuno;\n",
                "clientes_2.csv",
                "a;b\ndos;\n"));
    out = desk.path("out2");
    Ran lost =
        check(
            zip("ventas.csv", sales, "clientes_1.csv", "a;b\nuno;\n", "clientes_2.csv", "PK\3\4"));

    assertThat(findings(ran)).containsExactly("ventas.csv:3:4:a:REFERENCE");
    assertThat(findings(lost)).containsExactly("clientes_2.csv::::FILE_UNREADABLE");
    assertThat(lost.json().path("validation").path("skipped_rules").toString())
        .contains("reference ventas.a");
  }

  /// Each file by itself is the oracle for all of them together.
  @ParameterizedTest
  @CsvSource({"1, 2048", "2, 2048", "2, 67108864"})
  void all_together_have_what_each_has_by_itself(int threads, long partBytes) throws Exception {
    String[] fields = {"name: a, type: texto, max_length: 12", "name: b, type: entero, max: 900"};
    Map<String, byte[]> members = manyFiles();
    EngineOptions options = new EngineOptions(1L << 30, threads, partBytes, false);
    List<String> expected = new ArrayList<>();
    long read = 0;
    for (Map.Entry<String, byte[]> member : members.entrySet()) {
      Path alone = desk.path("alone-" + member.getKey());
      EngineRun run =
          EngineRun.check(
              desk.file("alone.yaml", Yaml.header(fields)),
              desk.file(member.getKey(), member.getValue()),
              alone,
              options);
      expected.addAll(rows(run));
      read += statistics(run).path("records").asLong();
    }
    EngineRun all =
        EngineRun.check(
            desk.file("all.yaml", yaml("ventas_*.csv", fields)),
            desk.file("entrega.zip", Zips.of(members)),
            out,
            options);

    assertThat(rows(all)).containsExactlyElementsOf(expected).hasSizeGreaterThan(100);
    assertThat(statistics(all).path("records").asLong()).isEqualTo(read);
    assertThat(
            statistics(all).path("accepted").asLong() + statistics(all).path("rejected").asLong())
        .isEqualTo(read);
    for (String name : members.keySet()) {
      assertThat(out.resolve("rejects/datos").resolve(name))
          .hasSameBinaryContentAs(desk.path("alone-" + name).resolve("rejects/datos.csv"));
    }
  }

  @Test
  void an_interrupted_execution_goes_on_in_the_file_where_it_was() throws Exception {
    contract = desk.file("contract.yaml", yaml("ventas_*.csv", FIELDS));
    Path data = desk.file("entrega.zip", Zips.of(manyFiles()));
    EngineOptions options = new EngineOptions(1L << 30, 1, 2 << 10, true);
    Cancellation cancellation = new Cancellation();
    assertThatThrownBy(() ->
            EngineRun.check(
                contract, data, out, options, cancelsAfter(9, cancellation), cancellation))
        .isInstanceOf(SageException.class);
    Map<String, Object> before = parts();

    EngineRun resumed = EngineRun.check(contract, data, out, options);
    EngineRun whole = EngineRun.check(contract, data, desk.path("whole"), options);

    assertThat(before).hasSizeBetween(4, 9);
    assertThat(before.keySet().stream().map(name -> name.split("/")[0]).distinct())
        .hasSizeGreaterThan(1);
    before.keySet().stream().skip(before.size() - 1).toList().forEach(before::remove);
    assertThat(parts()).hasSizeGreaterThan(15).containsAllEntriesOf(before);
    assertThat(rows(resumed)).isEqualTo(rows(whole)).isNotEmpty();
    assertThat(resumed.report().path("files")).isEqualTo(whole.report().path("files"));
    for (String file : Desk.files(desk.path("whole/rejects"))) {
      assertThat(out.resolve("rejects").resolve(file))
          .hasSameBinaryContentAs(desk.path("whole/rejects").resolve(file));
    }
  }

  /// Blank lines, line breaks in cells, malformed and wrong records, in several encodings.
  private static Map<String, byte[]> manyFiles() {
    Map<String, byte[]> members = new LinkedHashMap<>();
    Charset[] charsets = {UTF_8, Charset.forName("windows-1252"), UTF_16LE, UTF_8};
    for (int file = 0; file < charsets.length; file++) {
      int first = file * 1_000;
      boolean turned = file % 2 == 1;
      String text =
          (charsets[file].equals(UTF_16LE) ? "\ufeff" : "")
              + (turned ? "b;a\n" : "a;b\n")
              + IntStream.range(first, first + 600)
                  .mapToObj(i -> row(i, turned))
                  .collect(Collectors.joining(file == 3 ? "\r\n" : "\n"));
      members.put("ventas_%d.csv".formatted(file), text.getBytes(charsets[file]));
    }
    return members;
  }

  private static String row(int i, boolean turned) {
    String a =
        switch (i % 50) {
          case 7 -> "año larguísimo " + i;
          case 17 -> "\"dos\nlín " + i + "\"";
          default -> "fila " + i;
        };
    String b = i % 50 == 23 ? "x" + i : Integer.toString(i % 950);
    String row = turned ? b + ";" + a : a + ";" + b;
    return i % 50 == 37 ? row + ";de más" : i % 50 == 41 ? "\n" + row : row;
  }

  /// Every finding in the order of the files.
  private static List<String> rows(EngineRun run) throws Exception {
    return EngineRun.query(
        """
        SELECT concat_ws(':', file, record, line, "column", value, rule, code)
        FROM read_parquet('%s', file_row_number = true) WHERE code <> 'ENCODING_GUESSED'
        ORDER BY lower(file), record, line, "column", code\
        """
            .formatted(run.directory().resolve("findings.parquet")),
        row -> row.getString(1));
  }

  private static JsonNode statistics(EngineRun run) {
    return run.report().path("files").path("statistics").path("datos");
  }

  private Map<String, Object> parts() throws IOException {
    Path work = out.resolve("work/catalog-000");
    Map<String, Object> parts = new TreeMap<>();
    for (String file : Desk.files(work)) {
      if (file.endsWith(".parquet")) {
        parts.put(file, Files.getAttribute(work.resolve(file), "unix:ctime"));
      }
    }
    return parts;
  }

  private static Progress cancelsAfter(int parts, Cancellation cancellation) {
    return new Progress() {
      private int seen;

      @Override
      public void phase(Phase phase, long totalBytes) {}

      @Override
      public void advance(long bytes, long rows) {
        if (rows > 0 && ++seen == parts) {
          cancellation.cancel();
        }
      }
    };
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }
}
