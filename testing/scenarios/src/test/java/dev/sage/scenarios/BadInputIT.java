package dev.sage.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Contracts, files, archives and directories that cannot be used: a named error, its exit status,
/// and nothing left that looks like a result.
final class BadInputIT {
  private static final String AB = Yaml.header("name: a, type: texto", "name: b, type: texto");
  private static final String ZIP =
      AB.replace(
              "packages: {}",
              """
              packages:
                todo: {name: Todo, description: Todo, file_format: {type: ZIP}, catalogs: [datos, otros]}
              """)
          .replace(
              "packages:\n",
              """
                otros:
                  name: Otros
                  description: Otros
                  filename: otros.csv
                  file_format: {type: CSV, delimiter: ";", header: true}
                  fields: [{name: c, type: entero}]
              packages:
              """);

  @TempDir private Path folder;
  private Desk desk;
  private Path contract;
  private Path data;
  private Path out;

  @BeforeEach
  void prepare() {
    desk = Desk.in(folder);
    contract = desk.file("contract.yaml", AB);
    data = desk.file("datos.csv", "a;b\n1;2\n");
    out = desk.path("out");
  }

  private Ran check(Object... more) {
    return desk.check(
        contract, data, Stream.concat(Stream.of("--out", out), Stream.of(more)).toArray());
  }

  private void refused(Ran ran, int exit, String code) {
    assertThat(ran.errorCode()).as(ran.out() + ran.err()).isEqualTo(code);
    assertThat(ran.exit()).isEqualTo(exit);
    assertThat(ran.json().propertyNames()).containsExactly("error");
    assertThat(ran.json().path("error").propertyNames()).containsExactly("code", "message");
    assertThat(ran.errorMessage()).isNotBlank();
    assertThat(ran.err()).contains("sage: " + code + " (");
    Leftovers.areNoResults(out);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "just a text",
        "[1, 2",
        "a: b: c: d",
        "\t- x",
        "%PDF-1.4 \u0001",
        "--- 1\n--- 2\n",
        "sage_yaml: {}\n",
        "catalogs: &a\n  b: *c\n",
        "{\"json\": true}",
        "!!java.net.URL [\"http://localhost:1/\"]"
      })
  void a_contract_that_is_none_is_refused(String text) {
    contract = desk.file("contract.yaml", text);
    refused(check(), 2, "CONTRACT_INVALID");
    assertThat(desk.sage("lint", contract, "--format", "json").exit()).isEqualTo(2);
  }

  @Test
  void a_binary_contract_is_refused() {
    byte[] bytes = new byte[4096];
    IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (byte) (i * 31));
    contract = desk.file("contract.yaml", bytes);
    refused(check(), 2, "CONTRACT_INVALID");
  }

  @Test
  void a_contract_of_more_than_5_MiB_is_refused() {
    contract = desk.file("contract.yaml", AB + "#" + "x".repeat(5 << 20));
    refused(check(), 2, "CONTRACT_INVALID");
  }

  @Test
  void all_problems_of_a_contract_are_told_with_line_and_column() {
    contract =
        desk.file(
            "contract.yaml",
            Yaml.header("name: a, type: txto", "name: a, type: texto, required: quizas"));
    Ran ran = check();
    refused(ran, 2, "CONTRACT_INVALID");
    assertThat(ran.err()).contains("yaml:9:25", "texto", "yaml:10:16", "yaml:10:42");
  }

  @Test
  void files_that_cannot_be_read_are_refused() throws IOException {
    Path file = data;
    for (Path wrong : List.of(folder, desk.path("none.csv"), Path.of("/dev/null"))) {
      data = wrong;
      refused(check(), 2, "INPUT_NOT_READABLE");
    }
    data = file;
    for (Path wrong : List.of(folder, desk.path("none.yaml"), Path.of("/dev/null"))) {
      contract = wrong;
      refused(check(), 2, "INPUT_NOT_READABLE");
    }
  }

  @Test
  void a_link_to_nothing_is_refused() throws IOException {
    data = Files.createSymbolicLink(desk.path("link.csv"), desk.path("none"));
    refused(check(), 2, "INPUT_NOT_READABLE");
  }

  @Test
  void a_file_without_permission_is_refused() throws IOException {
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("---------"));
    assumeThat(Files.isReadable(data)).as("root reads every file").isFalse();
    refused(check(), 2, "INPUT_NOT_READABLE");
  }

  /// Root reads every file, but not this one: the first byte of a process is not mapped.
  @Test
  void a_file_that_fails_while_it_is_read_is_refused() {
    Path broken = Path.of("/proc/self/mem");
    assumeThat(broken).as("only Linux has it").exists();
    contract = broken;
    refused(check(), 2, "INPUT_NOT_READABLE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check",
        "check x",
        "check x y z",
        "chek x y",
        "check x y --wrong",
        "check x y --threads 0",
        "check x y --threads x",
        "check x y --memory 1",
        "check x y --memory x",
        "check x y --lang fr",
        "check x y --on-error maybe",
        "run x y --strategy MERGE",
        "check x y --to postgresql://h/d",
        "run x y --key",
        "--nothing",
        "lint",
        "lint a b"
      })
  void wrong_words_are_usage(String words) {
    Ran ran = desk.sage((Object[]) (words + " --format json").split(" "));
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.errorCode()).isEqualTo("USAGE");
  }

  @Test
  void a_catalog_that_the_contract_has_not_is_usage() {
    refused(check("--catalog", "dato"), 2, "USAGE");
    refused(check("--package", "todo"), 2, "USAGE");
  }

  @Test
  void a_file_that_could_be_any_catalog_is_refused_with_the_choice() {
    contract = desk.file("contract.yaml", ZIP);
    data = desk.file("x.csv", "a;b\n");
    Ran ran = check();
    refused(ran, 2, "CATALOG_AMBIGUOUS");
    assertThat(ran.errorMessage()).contains("datos", "otros");
  }

  static List<String> archives() {
    return List.of("cut", "text", "empty", "damaged", "encrypted", "slip", "absolute", "twice");
  }

  @ParameterizedTest
  @MethodSource("archives")
  void an_archive_that_cannot_be_read_is_an_error_of_the_data(String kind) {
    byte[] good = Zips.of("datos.csv", "a;b\n1;2\n".repeat(50), "otros.csv", "c\n1\n");
    contract = desk.file("contract.yaml", ZIP);
    data =
        desk.file(
            "x.zip",
            switch (kind) {
              case "cut" -> Arrays.copyOf(good, good.length / 2);
              case "text" ->
                  "PK\3\4 and then a text".getBytes(java.nio.charset.StandardCharsets.UTF_8);
              case "empty" -> Zips.of();
              case "damaged" -> Zips.damaged(good);
              case "encrypted" -> Zips.encrypted(good);
              case "slip" -> Zips.of("../datos.csv", "a;b\n", "otros.csv", "c\n1\n");
              case "absolute" -> Zips.of("/datos.csv", "a;b\n", "otros.csv", "c\n1\n");
              default -> Zips.of("datos.csv", "a;b\n", "DATOS.csv", "a;b\n");
            });
    Ran ran = check();

    assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(1);
    if (kind.equals("empty")) {
      assertThat(ran.findings()).containsOnly(":::MEMBER_MISSING").hasSize(2);
    } else {
      assertThat(ran.errorCode())
          .isEqualTo(kind.equals("encrypted") ? "ARCHIVE_ENCRYPTED" : "ARCHIVE_CORRUPT");
      Leftovers.areNoResults(out);
    }
    assertThat(folder.resolveSibling("datos.csv")).doesNotExist();
  }

  @Test
  void a_missing_member_does_not_stop_the_others_and_an_unknown_one_is_a_warning() {
    contract = desk.file("contract.yaml", ZIP);
    data = desk.file("x.zip", Zips.of("Top/DATOS.csv", "a;b\n1;2\n", "Top/leeme.txt", "hola"));
    Ran ran = check();

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.findings()).containsExactlyInAnyOrder(":::MEMBER_MISSING", ":::MEMBER_UNKNOWN");
    assertThat(ran.counts()).containsEntry("datos", "1=1+0");
    assertThat(ran.json().path("files").path("missing_files").toString()).contains("otros.csv");
  }

  @Test
  void an_unknown_member_alone_is_no_error() {
    contract = desk.file("contract.yaml", ZIP);
    data =
        desk.file("x.zip", Zips.of("datos.csv", "a;b\n", "otros.csv", "c\n1\n", "leeme.txt", ""));
    Ran ran = check();
    assertThat(ran.exit()).isZero();
    assertThat(ran.findings()).containsExactly(":::MEMBER_UNKNOWN");
  }

  @Test
  void a_bomb_and_too_many_members_are_limits() {
    contract = desk.file("contract.yaml", ZIP);
    data =
        desk.file(
            "x.zip", Zips.of("datos.csv", "a;b\n" + "0".repeat(30 << 20), "otros.csv", "c\n"));
    refused(check(), 1, "ARCHIVE_LIMIT");
    data =
        desk.file(
            "y.zip",
            Zips.of(
                IntStream.range(0, 1001)
                    .boxed()
                    .flatMap(i -> Stream.of("f" + i, ""))
                    .toArray(String[]::new)));
    refused(desk.check(contract, data, "--out", desk.path("out2")), 1, "ARCHIVE_LIMIT");
  }

  @Test
  void what_an_archive_is_refused_for_is_said_in_both_languages() {
    contract = desk.file("contract.yaml", ZIP);
    data = desk.file("x.zip", Zips.of("../datos.csv", "a;b\n", "otros.csv", "c\n1\n"));

    assertThat(check().errorMessage()).contains("x.zip no se puede leer", "lleva fuera");
    Ran english = desk.check(contract, data, "--out", desk.path("out2"), "--lang", "en");
    assertThat(english.errorMessage()).contains("x.zip cannot be read", "leads outside");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_record_of_300_MB_is_one_rejected_record(boolean header) throws IOException {
    contract =
        desk.file(
            "contract.yaml",
            Yaml.contract("header: " + header, "name: a, type: texto", "name: b, type: texto"));
    try (RandomAccessFile file = new RandomAccessFile(data.toFile(), "rw")) {
      file.seek(file.length());
      file.setLength(300 << 20);
    }
    long begun = System.nanoTime();
    Ran ran = check();

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(60));
    assertThat(ran.counts()).containsEntry("datos", header ? "2=1+1" : "3=2+1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void five_thousand_columns_are_a_limit(boolean header) {
    contract =
        desk.file(
            "contract.yaml",
            Yaml.contract("header: " + header, "name: a, type: texto", "name: b, type: texto"));
    String wide = IntStream.range(0, 5000).mapToObj(i -> "c" + i).collect(Collectors.joining(";"));
    data = desk.file("datos.csv", wide + "\n" + wide + "\n");
    refused(check(), 1, "TOO_MANY_COLUMNS");
  }

  @Test
  void a_contract_of_1601_fields_is_refused_and_one_of_1600_is_not() {
    String[] fields =
        IntStream.range(0, 1601)
            .mapToObj(i -> "name: c" + i + ", type: texto")
            .toArray(String[]::new);
    contract = desk.file("contract.yaml", Yaml.header(fields));
    refused(check(), 2, "CONTRACT_INVALID");

    contract = desk.file("contract.yaml", Yaml.header(Arrays.copyOf(fields, 1600)));
    data =
        desk.file(
            "datos.csv",
            IntStream.range(0, 1600).mapToObj(i -> "c" + i).collect(Collectors.joining(";"))
                + "\n"
                + "x;".repeat(1599)
                + "x\n");
    assertThat(check().exit()).isZero();
  }

  @Test
  void data_that_changed_is_not_taken_for_the_same_execution() throws IOException {
    assertThat(check().exit()).isZero();
    Files.writeString(data, "a;b\n1;2\n3;4\n");
    Ran ran = check();
    assertThat(ran.errorCode()).isEqualTo("EXECUTION_MISMATCH");
    assertThat(ran.exit()).isEqualTo(2);
  }

  @Test
  void data_of_the_same_size_that_changed_is_not_taken_for_the_same_execution() throws IOException {
    assertThat(check().exit()).isZero();
    Files.writeString(data, "a;b\n1;3\n");
    Files.setLastModifiedTime(data, FileTime.fromMillis(1_700_000_000_000L));
    assertThat(check().errorCode()).isEqualTo("EXECUTION_MISMATCH");
  }

  @Test
  void another_contract_is_not_taken_for_the_same_execution() throws IOException {
    assertThat(check().exit()).isZero();
    Files.writeString(contract, AB + "# changed\n");
    assertThat(check().errorCode()).isEqualTo("EXECUTION_MISMATCH");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a;b\n1;2\n", "a;b\n1\n"})
  void a_finished_execution_repeats_its_report_and_exit_status(String text) throws IOException {
    Files.writeString(data, text);
    Ran first = check();
    List<String> files = Desk.files(out);
    byte[] result = Files.readAllBytes(out.resolve("result.json"));
    Ran second = check();

    assertThat(second).isEqualTo(first);
    assertThat(Desk.files(out)).isEqualTo(files);
    assertThat(Files.readAllBytes(out.resolve("result.json"))).isEqualTo(result);
  }

  @Test
  void an_unfinished_execution_is_done_again_under_the_same_id() throws IOException {
    Ran first = check();
    Files.delete(out.resolve("result.json"));
    Files.createDirectories(out.resolve("work"));
    Files.writeString(out.resolve("work/rest"), "of a killed process");
    Files.writeString(out.resolve("findings.parquet"), "half");
    Ran second = check();

    assertThat(second.exit()).isZero();
    assertThat(id(second)).isEqualTo(id(first));
    assertThat(Ran.json(Files.readString(out.resolve("result.json"))).path("attempt").asInt())
        .isEqualTo(2);
    assertThat(out.resolve("work")).doesNotExist();
  }

  private static String id(Ran ran) {
    return ran.json().path("execution_info").path("execution_id").asString();
  }

  @Test
  void a_directory_that_is_a_file_is_refused() {
    out = desk.file("out", "a file");
    Ran ran = check();
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.errorCode()).isEqualTo("STORAGE");
    assertThat(out).hasContent("a file");
  }
}
