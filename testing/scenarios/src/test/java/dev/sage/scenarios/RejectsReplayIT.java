package dev.sage.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.connector.postgresql.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Reject, correct, replay: `sage rejects replay` from the rejects of an execution to the table.
final class RejectsReplayIT {
  private static final AtomicInteger TABLES = new AtomicInteger();
  private static final String ROWS = "a;b\nuno;1\ndos;x\ntres;3\ncuatro;y\n";

  @TempDir private static Path folder;
  private static Desk desk;
  private static Warehouse warehouse;
  private static Path contract;

  private final String table = "t" + TABLES.incrementAndGet();
  private Path first;

  @BeforeAll
  static void open() {
    desk = Desk.in(folder);
    warehouse = Warehouse.open(desk.home());
    contract =
        desk.file("contrato.yaml", Yaml.header("name: a, type: texto", "name: b, type: entero"));
  }

  @BeforeEach
  void name() {
    first = desk.path("first-" + table);
  }

  @AfterAll
  static void close() {
    warehouse.close();
  }

  @Test
  void only_the_corrected_rows_are_added() throws IOException {
    partly();
    assertThat(landed()).containsExactly("tres", "uno");

    Ran replay = replay(corrected("2", "4"));

    assertThat(replay.exit()).as(replay.out() + replay.err()).isZero();
    assertThat(replay.counts()).containsEntry("datos", "2=2+0");
    assertThat(landed()).containsExactly("cuatro", "dos", "tres", "uno");
  }

  @Test
  void the_new_execution_names_the_one_that_it_corrects() throws IOException {
    partly();
    Path second = desk.path("second-" + table);

    Ran replay = replay(corrected("2", "4"), "--out", second);

    JsonNode info = replay.json().path("execution_info");
    JsonNode result = Ran.json(Files.readString(second.resolve("result.json")));
    assertThat(info.path("corrects").asString()).isEqualTo(id(first));
    assertThat(result.path("corrects").asString()).isEqualTo(id(first));
    assertThat(info.path("execution_id").asString()).isNotEqualTo(id(first));
    assertThat(info.path("method").asString()).isEqualTo("run");
    assertThat(info.path("contract").asString()).isEqualTo("contrato.yaml");
    assertThat(second.resolve("contract.yaml")).hasSameBinaryContentAs(contract);
    assertThat(Files.readString(second.resolve("report.html")))
        .contains("Corrige los rechazos de", id(first));
  }

  @Test
  void the_same_correction_again_lands_nothing_again() throws IOException {
    partly();
    Path corrected = corrected("2", "4");
    Ran once = replay(corrected);
    Ran twice = replay(Files.copy(corrected, desk.path("copia-" + table + ".csv")));

    assertThat(twice.out()).isEqualTo(once.out());
    assertThat(twice.exit()).isZero();
    assertThat(twice.err()).contains("ya se procesó");
    assertThat(landed()).hasSize(4);
  }

  @Test
  void what_is_still_wrong_is_rejected_again_and_can_be_corrected_again() throws IOException {
    partly();
    Path second = desk.path("second-" + table);
    Ran replay = replay(corrected("2", "z"), "--out", second);
    assertThat(replay.exit()).isEqualTo(1);
    assertThat(landed()).containsExactly("dos", "tres", "uno");

    Path rest = desk.file("resto-" + table + ".csv", "a;b\ncuatro;4\n");
    Ran last = desk.sage("rejects", "replay", second, rest, "--format", "json");

    assertThat(last.exit()).as(last.err()).isZero();
    assertThat(last.json().path("execution_info").path("corrects").asString())
        .isEqualTo(id(second));
    assertThat(landed()).containsExactly("cuatro", "dos", "tres", "uno");
  }

  @Test
  void an_execution_is_found_by_its_id() throws IOException {
    Ran ran =
        desk.sage(
            "run",
            contract,
            desk.file(table + ".csv", ROWS),
            "--table",
            table,
            "--on-error",
            "reject_rows",
            "--format",
            "json");
    String id = ran.json().path("execution_info").path("execution_id").asString();
    Path rejects = desk.home().resolve("executions").resolve(id).resolve("rejects/datos.csv");
    String text = Files.readString(rejects).replace("x", "2").replace("y", "4");

    Ran replay = desk.sage("rejects", "replay", id, desk.file("corregido-" + table + ".csv", text));

    assertThat(replay.exit()).as(replay.err()).isZero();
    assertThat(replay.out()).contains("Éxito");
    assertThat(landed()).hasSize(4);
  }

  @Test
  void rejects_that_nobody_touched_are_refused() {
    partly();

    refused(first.resolve("rejects/datos.csv"), "USAGE", "sigue igual");
  }

  @Test
  void of_a_delivery_that_was_refused_everything_is_sent_again() throws IOException {
    Ran ran = run("reject_file");
    assertThat(ran.exit()).isEqualTo(1);

    refused(corrected("2", "4"), "EXECUTION_MISMATCH", "reject_file", "completa");
    assertThat(rowsIfAny()).isEmpty();
  }

  @Test
  void an_execution_without_rejects_has_nothing_to_correct() {
    run("reject_rows", "a;b\nuno;1\n");

    refused(desk.file("x-" + table + ".csv", "a;b\n"), "EXECUTION_MISMATCH", "no rechazó ningún");
  }

  @Test
  void an_execution_that_has_not_ended_is_ended_first() throws IOException {
    partly();
    Path corrected = corrected("2", "4");
    Files.delete(first.resolve("result.json"));

    refused(corrected, "EXECUTION_MISMATCH", "no ha terminado", "--out");
    assertThat(landed()).hasSize(2);
  }

  @Test
  void what_is_no_execution_is_said_to_be_none() {
    Path file = desk.file("y-" + table + ".csv", "a;b\n");
    for (Object none : List.of(folder, "nada", "00000000-0000-0000-0000-000000000000", "\0")) {
      Ran ran = desk.sage("rejects", "replay", none, file, "--format", "json");
      assertThat(ran.exit()).isEqualTo(2);
      assertThat(ran.errorMessage()).contains("ninguna ejecución");
    }
  }

  @Test
  void a_missing_file_is_said_to_be_missing() {
    partly();

    refused(desk.path("no-está.csv"), "INPUT_NOT_READABLE", "No existe");
  }

  @Test
  void messages_are_in_english_too() {
    partly();
    Ran ran =
        desk.sage("rejects", "replay", first, first.resolve("rejects/datos.csv"), "--lang", "en");

    assertThat(ran.err()).contains("still as it was");
  }

  /// They would remove the rows that were landed.
  @ParameterizedTest
  @CsvSource({"TRUNCATE_INSERT", "FULL", "DELETE_INSERT --partition-by a"})
  void a_strategy_that_replaces_is_refused(String strategy) throws IOException {
    List<Object> words = new ArrayList<>(List.of("--strategy"));
    words.addAll(List.of(strategy.split(" ")));
    assertThat(run("reject_rows", ROWS, words.toArray()).exit()).isEqualTo(1);

    refused(corrected("2", "4"), "EXECUTION_MISMATCH", strategy.split(" ")[0]);
    assertThat(landed()).containsExactly("tres", "uno");
  }

  @Test
  void a_key_that_is_there_is_updated_and_not_doubled() throws IOException {
    run("reject_rows", ROWS, "--strategy", "UPSERT", "--key", "a");
    Ran replay = replay(corrected("2", "4"));

    assertThat(replay.exit()).as(replay.out() + replay.err()).isZero();
    assertThat(landed()).hasSize(4);
  }

  @Test
  void rejects_of_a_check_are_checked() throws IOException {
    desk.check(
        contract, desk.file(table + ".csv", ROWS), "--out", first, "--on-error", "reject_rows");

    Ran replay = replay(corrected("2", "4"));

    assertThat(replay.exit()).isZero();
    assertThat(replay.json().path("execution_info").path("method").asString()).isEqualTo("check");
    assertThat(replay.json().path("materializations")).isEmpty();
  }

  @Test
  void of_a_package_each_catalog_is_corrected_by_itself() throws IOException {
    Path both =
        desk.file(
            "paquete-" + table + ".yaml",
            """
            sage_yaml: {name: n, description: d, version: 1, author: a}
            catalogs:
              uno: &c
                name: n
                description: d
                filename: uno.csv
                file_format: {type: CSV, delimiter: ";", header: true}
                fields: [{name: a, type: texto}, {name: b, type: entero}]
              dos: {<<: *c, filename: dos.csv}
            packages:
              p:
                name: n
                description: d
                file_format: {type: ZIP}
                catalogs: [uno, dos]
                policy: {on_error: reject_rows}
            materializations:
              uno: {catalog: uno, table: TABLE}
              dos: {catalog: dos, table: TABLE}
            """
                .replace("TABLE", table));
    byte[] zip = Zips.of("uno.csv", ROWS, "dos.csv", ROWS.replace("uno", "seis"));
    Ran ran = desk.sage("run", both, desk.file(table + ".zip", zip), "--out", first);
    assertThat(ran.exit()).as(ran.err()).isEqualTo(1);
    assertThat(landed()).hasSize(4);

    Path corrected = desk.file("z-" + table + ".csv", "a;b\nsiete;7\n");
    refused(corrected, "USAGE", "--catalog", "uno", "dos");
    assertThat(replay(corrected, "--catalog", "dos").exit()).isZero();
    Path named = Files.createDirectories(desk.path("aparte-" + table)).resolve("uno.csv");
    Files.writeString(named, "a;b\nocho;8\n");
    assertThat(replay(named).exit()).isZero();

    assertThat(landed()).hasSize(6).contains("siete", "ocho");
  }

  private void partly() {
    assertThat(run("reject_rows").exit()).isEqualTo(1);
  }

  private Ran run(String policy) {
    return run(policy, ROWS);
  }

  private Ran run(String policy, String rows, Object... more) {
    List<Object> words = new ArrayList<>();
    words.addAll(List.of("run", contract, desk.file(table + ".csv", rows)));
    words.addAll(List.of("--table", table, "--on-error", policy, "--out", first));
    words.addAll(List.of(more));
    return desk.sage(words.toArray());
  }

  /// The rejects with other values in the column that was wrong.
  private Path corrected(String dos, String cuatro) throws IOException {
    String text = Files.readString(first.resolve("rejects/datos.csv"));
    return desk.file(
        "corregido-" + table + ".csv",
        text.replace("dos;x", "dos;" + dos).replace("cuatro;y", "cuatro;" + cuatro));
  }

  private Ran replay(Path corrected, Object... more) {
    List<Object> words =
        new ArrayList<>(List.of("rejects", "replay", first, corrected, "--format", "json"));
    words.addAll(List.of(more));
    return desk.sage(words.toArray());
  }

  private void refused(Path corrected, String code, String... words) {
    Ran ran = replay(corrected);
    assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(2);
    assertThat(ran.errorCode()).isEqualTo(code);
    assertThat(ran.errorMessage()).contains(words);
  }

  private List<String> landed() {
    return Tables.column(
        Tables.postgresql(warehouse.url(), "SELECT a FROM " + table + " ORDER BY a COLLATE \"C\""));
  }

  private List<String> rowsIfAny() {
    boolean isThere =
        !Tables.postgresql(
                warehouse.url(), "SELECT 1 FROM pg_tables WHERE tablename = '" + table + "'")
            .isEmpty();
    return isThere ? landed() : List.of();
  }

  private static String id(Path execution) throws IOException {
    return Ran.json(Files.readString(execution.resolve("result.json")))
        .path("execution")
        .asString();
  }
}
