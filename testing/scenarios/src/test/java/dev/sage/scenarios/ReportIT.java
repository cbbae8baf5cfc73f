package dev.sage.scenarios;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.connector.postgresql.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// `report.json`, `result.json`, the Parquet files and `rejects/`: their shape, and that what they
/// say adds up.
final class ReportIT {
  /// Key by key; `?` may be null, `[]` and `{}` are looked into.
  private static final Map<String, List<String>> SHAPE =
      Map.of(
          "",
          List.of(
              "execution_info {}",
              "summary {}",
              "files {}",
              "validation {}",
              "materializations []",
              "events []"),
          "execution_info",
          List.of(
              "execution_id string",
              "start_time string",
              "end_time string",
              "duration number",
              "inbox_id null",
              "sender_id null",
              "method string",
              "contract string",
              "contract_sha256 string",
              "file string",
              "file_sha256 string",
              "placement string",
              "corrects string?"),
          "summary",
          List.of(
              "total_records number",
              "accepted number",
              "rejected number",
              "filtered number",
              "errors number",
              "warnings number",
              "messages number",
              "success_rate number",
              "status string",
              "refusal string?"),
          "files",
          List.of("statistics {}", "missing_files []", "format_errors []"),
          "files.statistics.datos",
          List.of(
              "file string",
              "records number",
              "accepted number",
              "rejected number",
              "errors number",
              "warnings number"),
          "validation",
          List.of("failures []", "failures_total number", "by_rule []", "skipped_rules []"),
          "validation.failures.0",
          List.of(
              "severity string",
              "code string",
              "message string",
              "catalog string?",
              "file string?",
              "record number?",
              "line number?",
              "field string?",
              "rule string",
              "value string?"),
          "validation.by_rule.0",
          List.of(
              "catalog string?", "rule string", "severity string", "code string", "count number"),
          "materializations.0",
          List.of(
              "id string",
              "strategy string",
              "destination string",
              "rows number",
              "outcome string",
              "duration number"),
          "events.0",
          List.of("time string", "level string", "message string"));

  private static final String CONTRACT =
      Yaml.with(
          """
              row_validation:
                - {name: suma, description: La suma cuadra, rule: "df['b'] + df['c'] < 100"}
                - {name: raro, description: Es raro, rule: "df['b'] != 7", severity: warning}
                - {name: nota, description: Es una nota, rule: "df['b'] != 8", severity: message}
              catalog_validation:
                - {name: repetido, description: No se repite, rule: "~df.duplicated(subset=['b', 'c'])"}
          """,
          "header: true",
          "name: a, type: texto, required: true, unique: true",
          "name: b, type: entero",
          "name: c, type: decimal");

  private static final String DATA =
      """
      a;b;c\r
      uno;1;1.5\r
      ;2;2\r
      uno;3;3\r
      "cua
      tro";x;4\r
      cinco;99;5\r
      seis;7;6\r
      siete;8;7\r
      ocho;1;1.50\r
      nueve;9\r
      ñandú;10;10\r
      """;

  private static final List<String> REJECTED =
      List.of(
          ";2;2\r\n",
          "uno;3;3\r\n",
          "\"cua\ntro\";x;4\r\n",
          "cinco;99;5\r\n",
          "ocho;1;1.50\r\n",
          "nueve;9\r\n");

  @TempDir private static Path folder;
  private static Desk desk;
  private static Warehouse warehouse;
  private static Path contract;
  private static Path out;
  private static Ran ran;

  @BeforeAll
  static void runOnce() {
    desk = Desk.in(folder);
    warehouse = Warehouse.open(desk.home());
    contract = desk.file("contract.yaml", CONTRACT);
    out = desk.path("out");
    ran =
        desk.sage(
            "run",
            contract,
            desk.file("datos.csv", DATA.getBytes(ISO_8859_1)),
            "--format",
            "json",
            "--out",
            out,
            "--on-error",
            "reject_rows");
  }

  @AfterAll
  static void close() {
    warehouse.close();
  }

  @Test
  void what_is_printed_is_the_file() throws IOException {
    assertThat(ran.exit()).as(ran.err()).isEqualTo(1);
    assertThat(ran.out()).isEqualTo(Files.readString(out.resolve("report.json")));
  }

  @Test
  void the_report_has_the_published_shape() {
    SHAPE.forEach((path, members) -> {
      JsonNode node = ran.json();
      for (String step : path.isEmpty() ? List.<String>of() : List.of(path.split("\\."))) {
        node = step.matches("\\d+") ? node.path(Integer.parseInt(step)) : node.path(step);
      }
      assertThat(node.propertyNames())
          .as(path)
          .containsExactlyElementsOf(members.stream().map(m -> m.split(" ")[0]).toList());
      for (String member : members) {
        assertType(path, member.split(" ")[1], node.path(member.split(" ")[0]));
      }
    });
  }

  private static void assertType(String path, String type, JsonNode node) {
    String is =
        node.isObject()
            ? "{}"
            : node.isArray()
                ? "[]"
                : node.isNumber() ? "number" : node.isNull() ? "null" : "string";
    if (type.endsWith("?")) {
      assertThat(is).as(path).isIn("null", type.replace("?", ""));
    } else {
      assertThat(is).as(path).isEqualTo(type);
    }
  }

  @Test
  void its_first_part_says_which_execution_it_is() throws IOException {
    JsonNode info = ran.json().path("execution_info");
    assertThat(UUID.fromString(info.path("execution_id").asString()).version()).isEqualTo(4);
    assertThat(Instant.parse(info.path("end_time").asString()))
        .isAfterOrEqualTo(Instant.parse(info.path("start_time").asString()));
    assertThat(info.path("contract_sha256").asString()).isEqualTo(sha256(contract));
    assertThat(info.path("file_sha256").asString()).isEqualTo(sha256(desk.path("datos.csv")));
    assertThat(info.path("file").asString()).isEqualTo("datos.csv");
    assertThat(out.resolve("contract.yaml")).hasSameBinaryContentAs(contract);
  }

  @Test
  void its_counts_add_up() {
    JsonNode summary = ran.json().path("summary");
    assertThat(ran.counts()).isEqualTo(Map.of("datos", "10=4+6"));
    assertThat(summary.path("total_records").asInt()).isEqualTo(10);
    assertThat(summary.path("accepted").asInt()).isEqualTo(4);
    assertThat(summary.path("rejected").asInt()).isEqualTo(6);
    assertThat(summary.path("success_rate").asDouble()).isEqualTo(40.0);
    assertThat(byRule())
        .isEqualTo(
            Map.of(
                "required:error",
                1L,
                "unique:error",
                1L,
                "type:error",
                1L,
                "suma:error",
                1L,
                "raro:warning",
                1L,
                "nota:message",
                1L,
                "repetido:error",
                1L,
                "ragged:error",
                1L,
                "encoding_guessed:warning",
                1L));
    assertThat(summary.path("errors").asInt()).isEqualTo(6);
    assertThat(summary.path("warnings").asInt()).isEqualTo(2);
    assertThat(summary.path("messages").asInt()).isEqualTo(1);
    assertThat(ran.json().path("validation").path("failures_total").asInt()).isEqualTo(9);
    assertThat(ran.json().path("validation").path("failures")).hasSize(9);
  }

  private static Map<String, Long> byRule() {
    Map<String, Long> all = new TreeMap<>();
    ran.json()
        .path("validation")
        .path("by_rule")
        .forEach(r ->
            all.put(
                r.path("rule").asString() + ":" + r.path("severity").asString(),
                r.path("count").asLong()));
    return all;
  }

  @Test
  void the_rows_it_tells_of_are_in_the_table_and_in_the_output() {
    JsonNode load = ran.json().path("materializations").get(0);
    assertThat(load.path("rows").asInt()).isEqualTo(4);
    assertThat(load.path("outcome").asString()).isEqualTo("loaded");
    assertThat(load.path("strategy").asString()).isEqualTo("APPEND");
    List<List<String>> rows =
        List.of(
            List.of("uno", "1", "1.500000000"), List.of("seis", "7", "6.000000000"),
            List.of("siete", "8", "7.000000000"), List.of("ñandú", "10", "10.000000000"));
    assertThat(Tables.postgresql(warehouse.url(), "SELECT * FROM datos ORDER BY b"))
        .isEqualTo(rows);
    assertThat(Tables.parquet(out.resolve("output/datos.parquet"), "SELECT a, b, c @"))
        .isEqualTo(rows);
  }

  @Test
  void the_table_of_findings_has_every_finding_under_the_published_columns() {
    Path findings = out.resolve("findings.parquet");
    assertThat(columns(findings))
        .containsExactly(
            "execution VARCHAR",
            "catalog VARCHAR",
            "file VARCHAR",
            "record BIGINT",
            "line BIGINT",
            "column VARCHAR",
            "value VARCHAR",
            "rule VARCHAR",
            "code VARCHAR",
            "severity VARCHAR",
            "message_es VARCHAR",
            "message_en VARCHAR");
    assertThat(
            Tables.parquet(
                findings, "SELECT record, line, \"column\", rule, code @ ORDER BY record, line"))
        .contains(
            List.of("2", "3", "a", "required", "REQUIRED"),
            List.of("3", "4", "a", "unique", "UNIQUE"),
            List.of("4", "5", "b", "type", "TYPE"),
            List.of("5", "7", "null", "suma", "RULE"),
            List.of("9", "11", "null", "ragged", "RAGGED"));
    assertThat(Tables.parquet(findings, "SELECT count(*), count(DISTINCT execution) @"))
        .containsExactly(List.of("9", "1"));
    assertThat(
            Tables.parquet(
                findings, "SELECT count(*) @ WHERE message_es = message_en OR message_es IS NULL"))
        .containsExactly(List.of("0"));
  }

  @Test
  void the_records_of_a_catalog_rule_have_a_table() {
    Path records = out.resolve("finding_records.parquet");
    assertThat(columns(records))
        .containsExactly(
            "finding VARCHAR",
            "catalog VARCHAR",
            "file VARCHAR",
            "record BIGINT",
            "line BIGINT",
            "value VARCHAR");
    assertThat(Tables.parquet(records, "SELECT finding, catalog, file, record, line @"))
        .containsExactly(List.of("repetido", "datos", "datos.csv", "8", "10"));
  }

  private static List<String> columns(Path parquet) {
    return Tables.query("DESCRIBE SELECT * FROM read_parquet('" + parquet + "')").stream()
        .map(c -> c.get(0) + " " + c.get(1))
        .toList();
  }

  @Test
  void the_rejects_are_the_original_bytes_and_are_taken_once_corrected() throws IOException {
    String expected = "a;b;c\r\n" + String.join("", REJECTED);
    Path rejects = out.resolve("rejects/datos.csv");
    assertThat(Files.readString(rejects, ISO_8859_1)).isEqualTo(expected);

    String corrected =
        expected
            .replace(";2;2", "dos;2;2")
            .replace("uno;3", "tres;3")
            .replace("x;4", "4;4")
            .replace("99;5", "5;5")
            .replace("ocho;1", "ocho;8")
            .replace("nueve;9", "nueve;9;9");
    Ran again =
        desk.check(
            contract,
            desk.file("corregido.csv", corrected.getBytes(ISO_8859_1)),
            "--out",
            desk.path("out2"));
    assertThat(again.counts()).isEqualTo(Map.of("datos", "6=6+0"));
    assertThat(again.exit()).isZero();
  }

  @Test
  void the_reasons_open_in_a_spreadsheet() throws IOException {
    String reasons = Files.readString(out.resolve("rejects/datos.errors.csv"));
    List<String> lines = reasons.lines().toList();
    assertThat(lines.getFirst()).isEqualTo("\ufeffrecord,line,column,code,message,value");
    assertThat(
            lines.stream()
                .filter(l -> l.matches("\\d+,\\d+,.*"))
                .map(l -> l.split(",", 5))
                .map(l -> l[0] + ":" + l[1] + ":" + l[2] + ":" + l[3]))
        .containsExactly(
            "2:3:a:REQUIRED",
            "3:4:a:UNIQUE",
            "4:5:b:TYPE",
            "5:7::RULE",
            "8:10::RULE",
            "9:11::RAGGED");
  }

  @Test
  void the_result_tells_the_outcome_and_every_file() throws IOException {
    JsonNode result = Ran.json(Files.readString(out.resolve("result.json")));
    assertThat(result.propertyNames())
        .containsExactly(
            "execution",
            "attempt",
            "token",
            "corrects",
            "outcome",
            "exit",
            "status",
            "errors",
            "warnings",
            "messages",
            "contract_sha256",
            "file_sha256",
            "catalogs",
            "materializations",
            "files",
            "finished_at");
    assertThat(result.path("execution"))
        .isEqualTo(ran.json().path("execution_info").path("execution_id"));
    assertThat(result.path("outcome").asString()).isEqualTo("done");
    assertThat(result.path("exit").asInt()).isEqualTo(1);
    assertThat(result.path("catalogs").path("datos").toString())
        .isEqualTo("{\"read\":10,\"accepted\":4,\"rejected\":6,\"filtered\":0}");
    for (JsonNode file : result.path("files")) {
      Path path = out.resolve(file.path("name").asString());
      assertThat(file.path("size").asLong()).isEqualTo(Files.size(path));
      assertThat(file.path("sha256").asString()).isEqualTo(sha256(path));
    }
    assertThat(result.path("files").valueStream().map(f -> f.path("name").asString()))
        .contains(
            "contract.yaml",
            "findings.parquet",
            "finding_records.parquet",
            "output/datos.parquet",
            "rejects/datos.csv",
            "rejects/datos.errors.csv",
            "report.html",
            "report.json");
    assertThat(out.resolve("work")).doesNotExist();
    assertThat(Files.getPosixFilePermissions(out)).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "run,   reject_file, 'a;1;1\n',           0, Éxito,   1",
    "run,   reject_file, 'a;7;1\n',           0, Parcial, 1",
    "run,   reject_file, 'a;8;1\n',           0, Éxito,   1",
    "run,   reject_file, 'a;x;1\nb;2;2\n',    1, Fallido, 0",
    "run,   reject_rows, 'a;x;1\nb;2;2\n',    1, Parcial, 1",
    "run,   reject_rows, 'a;7;1\nb;2;2\n',    0, Parcial, 2",
    "check, reject_rows, 'a;x;1\nb;2;2\n',    1, Fallido, 0",
    "check, reject_file, 'a;1;1\n',           0, Éxito,   0",
    "run,   reject_file, '',                  0, Éxito,   0"
  })
  void status_and_exit(
      String command, String policy, String rows, int exit, String status, int landed) {
    String table = "estado_" + UUID.randomUUID().toString().replace("-", "");
    Path data = desk.file(table + ".csv", "a;b;c\n" + rows);
    List<Object> words =
        new ArrayList<>(List.of(command, contract, data, "--format", "json", "--on-error", policy));
    if (command.equals("run")) {
      words.addAll(List.of("--table", table));
    }
    Ran one = desk.sage(words.toArray());

    assertThat(one.exit()).as(one.err()).isEqualTo(exit);
    assertThat(one.json().path("summary").path("status").asString()).isEqualTo(status);
    long rowsLanded =
        one.json()
            .path("materializations")
            .valueStream()
            .mapToLong(m -> m.path("rows").asLong())
            .sum();
    assertThat(rowsLanded).isEqualTo(landed);
    if (rows.isEmpty()) {
      assertThat(one.json().path("summary").path("success_rate").asDouble()).isEqualTo(100.0);
    }
  }

  @Test
  void the_first_thousand_findings_are_shown_and_all_are_counted_and_kept() {
    String rows =
        IntStream.range(0, 1500).mapToObj(i -> "k" + i + ";x;y\n").collect(Collectors.joining());
    Path many = desk.path("many");
    Ran one = desk.check(contract, desk.file("many.csv", "a;b;c\n" + rows), "--out", many);

    JsonNode validation = one.json().path("validation");
    assertThat(validation.path("failures")).hasSize(1000);
    assertThat(validation.path("failures_total").asInt()).isEqualTo(3001);
    assertThat(one.json().path("summary").path("errors").asInt()).isEqualTo(3001);
    assertThat(Tables.parquet(many.resolve("findings.parquet"), "SELECT count(*) @"))
        .containsExactly(List.of("3001"));
  }

  @Test
  void both_languages_say_the_same_in_their_own_words() {
    Path data = desk.path("datos.csv");
    Ran spanish = desk.check(contract, data, "--lang", "es");
    Ran english = desk.check(contract, data, "--lang", "en");
    assertThat(english.findings()).isEqualTo(spanish.findings());
    assertThat(english.counts()).isEqualTo(spanish.counts());
    assertThat(message(spanish)).contains("obligatoria");
    assertThat(message(english)).contains("required");
    assertThat(desk.sage("check", contract, data, "--lang", "en").out())
        .contains("line 5")
        .doesNotContain("línea");
    assertThat(desk.sage("check", contract, data).out())
        .contains("línea 5")
        .doesNotContain("line 5");
  }

  private static String message(Ran of) {
    return of.json()
        .path("validation")
        .path("failures")
        .valueStream()
        .filter(f -> f.path("code").asString().equals("REQUIRED"))
        .map(f -> f.path("message").asString())
        .collect(Collectors.joining());
  }

  private static String sha256(Path file) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
