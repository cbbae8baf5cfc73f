package dev.sage.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.connector.postgresql.Warehouse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What errors mean for the load: at each limit, one above it, and whose word counts.
final class PolicyIT {
  private static final AtomicInteger RUNS = new AtomicInteger();

  @TempDir private static Path folder;
  private static Desk desk;
  private static Warehouse warehouse;

  @BeforeAll
  static void open() {
    desk = Desk.in(folder);
    warehouse = Warehouse.open(desk.home());
  }

  @AfterAll
  static void close() {
    warehouse.close();
  }

  /// What came of a run: the report and the rows that are in the table.
  private record Told(Ran ran, List<String> landed) {
    String status() {
      return ran.json().path("summary").path("status").asString();
    }

    String refusal() {
      return Ran.text(ran.json().path("summary"), "refusal");
    }

    void landed(int rows, String status) {
      assertThat(ran.err()).isEmpty();
      assertThat(refusal()).isEmpty();
      assertThat(landed).hasSize(rows);
      assertThat(status()).isEqualTo(status);
      assertThat(ran.exit()).isEqualTo(status.equals("Éxito") ? 0 : 1);
    }

    void refused(String why) {
      assertThat(refusal()).contains(why);
      assertThat(landed).isEmpty();
      assertThat(status()).isEqualTo("Fallido");
      assertThat(ran.exit()).isEqualTo(1);
      assertThat(ran.json().path("materializations"))
          .allMatch(load -> load.path("outcome").asString().equals("refused"));
    }
  }

  /// @param catalog keys of the catalog, each line indented by four
  private static Told run(String catalog, String rows, Object... more) {
    return runFile(catalog, "a;b\n" + rows, more);
  }

  private static Told runFile(String catalog, String text, Object... more) {
    String table = "t" + RUNS.incrementAndGet();
    Path contract =
        desk.file(
            table + ".yaml",
            Yaml.with(catalog, "header: true", "name: a, type: texto", "name: b, type: entero"));
    Path data = desk.file(table + ".csv", text);
    return told(
        table,
        Stream.concat(
            Stream.of("run", contract, data, "--format", "json", "--table", table),
            Stream.of(more)));
  }

  private static Told told(String table, Stream<Object> words) {
    Ran ran = desk.sage(words.toArray());
    return new Told(ran, rows("public", table));
  }

  private static List<String> rows(String schema, String table) {
    boolean isThere =
        !Tables.postgresql(
                warehouse.url(),
                "SELECT 1 FROM pg_tables WHERE schemaname = '%s' AND tablename = '%s'"
                    .formatted(schema, table))
            .isEmpty();
    return isThere
        ? Tables.column(
            Tables.postgresql(
                warehouse.url(),
                "SELECT coalesce(a, '') FROM %s.%s ORDER BY 1".formatted(schema, table)))
        : List.of();
  }

  private static String policy(String inside) {
    return "    policy: {" + inside + "}\n";
  }

  private static String rows(int good, int bad) {
    return "buena;1\n".repeat(good) + "mala;x\n".repeat(bad);
  }

  @ParameterizedTest
  @CsvSource({
    "8, 2, 2, ''", //
    "8, 3, 2, 'demasiados errores: 3, y se admiten 2 (max_errors)'",
    "8, 0, 0, ''",
    "8, 1, 0, 'demasiados errores: 1, y se admiten 0 (max_errors)'"
  })
  void max_errors_holds_at_the_limit_and_refuses_above(int good, int bad, int most, String why) {
    Told told = run(policy("on_error: reject_rows, max_errors: " + most), rows(good, bad));

    if (why.isEmpty()) {
      told.landed(good, bad == 0 ? "Éxito" : "Parcial");
    } else {
      told.refused(why);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "9, 1, 0.1, true",
    "8, 2, 0.1, false",
    "7, 3, 0.3, true",
    "6, 4, 0.3, false",
    "3, 7, 0.7, true",
    "71, 29, 0.29, true",
    "70, 30, 0.29, false",
    "93, 7, 0.07, true",
    "43, 57, 0.57, true",
    "971, 29, 0.029, true",
    "2, 1, 0.333, false",
    "2, 1, 0.334, true",
    "5, 0, 0, true",
    "5, 1, 0, false",
    "1, 9, 1, true",
  })
  void max_error_ratio_holds_at_the_limit_and_refuses_above(
      int good, int bad, String most, boolean lands) {
    Told told = run(policy("on_error: reject_rows, max_error_ratio: " + most), rows(good, bad));

    if (lands) {
      told.landed(good, bad == 0 ? "Éxito" : "Parcial");
    } else {
      told.refused("(max_error_ratio)");
      assertThat(told.refusal()).contains(bad + " de " + (good + bad) + " (");
    }
  }

  @Test
  void max_errors_counts_findings_and_the_ratio_counts_records() {
    String two =
        """
            row_validation:
              - {name: uno, description: d, rule: "df['a'] != 'doble'"}
              - {name: dos, description: d, rule: "df['a'] != 'doble'"}
        """;
    String rows = "buena;1\n".repeat(9) + "doble;1\n";

    run(two + policy("on_error: reject_rows, max_errors: 1"), rows)
        .refused("demasiados errores: 2, y se admiten 1");
    run(two + policy("on_error: reject_rows, max_errors: 2"), rows).landed(9, "Parcial");
    run(two + policy("on_error: reject_rows, max_error_ratio: 0.1"), rows).landed(9, "Parcial");
  }

  @Test
  void warnings_and_messages_do_not_count() {
    String soft =
        """
            row_validation:
              - {name: uno, description: d, rule: "df['b'] > 5", severity: warning}
              - {name: dos, description: d, rule: "df['b'] > 5", severity: message}
        """;
    Told told =
        run(soft + policy("on_error: reject_rows, max_errors: 0, max_error_ratio: 0"), rows(4, 0));

    assertThat(told.landed()).hasSize(4);
    assertThat(told.refusal()).isEmpty();
    assertThat(told.ran().exit()).isZero();
  }

  @Test
  void limits_of_reject_file_have_nothing_to_say() {
    run(policy("on_error: reject_file, max_errors: 100, max_error_ratio: 1"), rows(9, 1))
        .refused("reject_file");
    run(policy("max_errors: 100"), rows(9, 1)).refused("reject_file");
    run("", rows(9, 1)).refused("reject_file");
  }

  @Test
  void the_command_line_wins_and_leaves_the_limits() {
    run(policy("on_error: reject_rows"), rows(9, 1), "--on-error", "reject_file")
        .refused("reject_file");
    run("", rows(9, 1), "--on-error", "reject_rows").landed(9, "Parcial");
    run(policy("on_error: reject_file, max_errors: 1"), rows(9, 2), "--on-error", "reject_rows")
        .refused("demasiados errores: 2, y se admiten 1");
  }

  @Test
  void a_file_of_which_nothing_is_good_is_refused() {
    Told told = run(policy("on_error: reject_rows"), rows(0, 3));

    told.refused("no hay ningún registro válido");
    assertThat(told.ran().counts()).containsEntry("datos", "3=0+3");
  }

  @Test
  void an_extra_column_is_an_error_that_rejects_no_row() {
    String rows = "buena;1;z\nmala;x;z\n";
    Told told = runFile(policy("on_error: reject_rows"), "a;b;c\n" + rows);

    told.landed(1, "Parcial");
    assertThat(told.ran().findings()).contains("::c:COLUMN_EXTRA", "2:3:b:TYPE");
    runFile("", "a;b;c\nbuena;1;z\n").refused("reject_file");
  }

  @Test
  void an_error_in_the_structure_refuses_under_any_policy() {
    runFile(policy("on_error: reject_rows"), "a\nbuena\n").refused("estructura");
    runFile(policy("on_error: reject_rows"), "").refused("estructura");
  }

  @Test
  void a_rule_over_the_whole_refuses_under_any_policy_unless_it_only_warns() {
    String whole =
        """
            catalog_validation:
              - {name: tope, description: d, rule: "df['b'].sum() < 5"}
        """;
    run(whole + policy("on_error: reject_rows, max_errors: 100"), rows(5, 0))
        .refused("no señala registros");
    run(whole + policy("on_error: reject_rows"), rows(4, 0)).landed(4, "Éxito");

    Told warned =
        run(
            whole.replace("sum() < 5\"", "sum() < 5\", severity: warning")
                + policy("on_error: reject_rows"),
            rows(5, 1));
    warned.landed(5, "Parcial");
  }

  @Test
  void a_catalog_rule_that_names_records_rejects_just_these() {
    String repeated =
        """
            catalog_validation:
              - {name: repetido, description: d, rule: "~df.duplicated(subset=['a'])"}
        """;
    Told told = run(repeated + policy("on_error: reject_rows"), "uno;1\ndos;2\nuno;3\ntres;4\n");

    told.landed(3, "Parcial");
    assertThat(told.landed()).containsExactly("dos", "tres", "uno");
    assertThat(told.ran().counts()).containsEntry("datos", "4=3+1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"es", "en"})
  void the_reason_is_told_in_the_language_that_was_asked_for(String language) {
    Told told = run(policy("on_error: reject_rows, max_errors: 0"), rows(1, 1), "--lang", language);

    assertThat(told.refusal())
        .isEqualTo(
            language.equals("es")
                ? "hay demasiados errores: 1, y se admiten 0 (max_errors)"
                : "there are too many errors: 1, and 0 are allowed (max_errors)");
  }

  @Test
  void a_person_reads_the_reason_too() {
    Path contract =
        desk.file(
            "persona.yaml",
            Yaml.with(
                policy("on_error: reject_rows, max_errors: 0"),
                "header: true",
                "name: a, type: texto",
                "name: b, type: entero"));
    Path data = desk.file("persona.csv", "a;b\n" + rows(1, 1));
    Ran ran = desk.sage("run", contract, data, "--table", "persona");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out()).contains("demasiados errores: 1, y se admiten 0");
  }

  /// Two catalogs, `uno` and `dos`, each with the fields `a` and `b`, into tables of a schema.
  private static Told deliver(
      String ofPackage, String ofUno, String ofDos, byte[] zip, Object... more) {
    String schema = "s" + RUNS.incrementAndGet();
    Path contract = desk.file(schema + ".yaml", contract(schema, ofPackage, ofUno, ofDos));
    Path data = desk.file(schema + ".zip", zip);
    Ran ran =
        desk.sage(
            Stream.concat(Stream.of("run", contract, data, "--format", "json"), Stream.of(more))
                .toArray());
    List<String> landed = new ArrayList<>();
    rows(schema, "uno").forEach(row -> landed.add("uno " + row));
    rows(schema, "dos").forEach(row -> landed.add("dos " + row));
    return new Told(ran, landed);
  }

  private static String contract(String schema, String ofPackage, String... ofCatalogs) {
    StringBuilder yaml =
        new StringBuilder(
            "sage_yaml: {name: n, description: d, version: '1', author: a}\ncatalogs:\n");
    for (String id : List.of("uno", "dos")) {
      yaml.append(
          """
            %1$s:
              name: n
              description: d
              filename: %1$s.csv
              file_format: {type: CSV, delimiter: ";", header: true}
              fields: [{name: a, type: texto}, {name: b, type: entero}]
          %2$s\
          """
              .formatted(id, ofCatalogs[id.equals("uno") ? 0 : 1]));
    }
    return yaml.append(
            """
            packages:
              p:
                name: n
                description: d
                file_format: {type: ZIP}
                catalogs: [uno, dos]
            %2$s\
            materializations:
              uno: {catalog: uno, table: %1$s.uno}
              dos: {catalog: dos, table: %1$s.dos}
            """
                .formatted(schema, ofPackage))
        .toString();
  }

  private static byte[] zip(String uno, String dos) {
    return Zips.of("uno.csv", "a;b\n" + uno, "dos.csv", "a;b\n" + dos);
  }

  @Test
  void the_policy_of_a_package_wins_and_judges_the_whole_delivery() {
    String strict = policy("on_error: reject_file");
    byte[] zip = zip(rows(3, 1), rows(2, 1));

    deliver(policy("on_error: reject_rows, max_errors: 2"), strict, strict, zip)
        .landed(5, "Parcial");
    deliver(policy("on_error: reject_rows, max_errors: 1"), strict, strict, zip)
        .refused("demasiados errores: 2, y se admiten 1");
    deliver(policy("on_error: reject_file"), policy("on_error: reject_rows"), "", zip)
        .refused("reject_file");
  }

  @Test
  void the_ratio_of_a_package_is_over_all_its_records() {
    byte[] zip = zip(rows(0, 1), rows(9, 0));

    deliver(policy("on_error: reject_rows, max_error_ratio: 0.1"), "", "", zip)
        .landed(9, "Parcial");
    deliver(policy("on_error: reject_rows, max_error_ratio: 0.09"), "", "", zip)
        .refused("1 de 10 (10\u00a0%), y se admite el 9\u00a0%");
  }

  @Test
  void without_one_each_catalog_is_judged_by_its_own_and_one_refuses_all() {
    String lenient = policy("on_error: reject_rows, max_errors: 1");
    byte[] zip = zip(rows(3, 1), rows(2, 1));

    deliver("", lenient, lenient, zip).landed(5, "Parcial");
    deliver("", lenient, policy("on_error: reject_rows, max_errors: 0"), zip)
        .refused("demasiados errores: 1, y se admiten 0");
    deliver("", lenient, "", zip).refused("reject_file");
    deliver("", lenient, "", zip(rows(3, 1), rows(2, 0))).landed(5, "Parcial");
  }

  @Test
  void the_command_line_wins_over_package_and_catalogs() {
    String lenient = policy("on_error: reject_rows");
    byte[] zip = zip(rows(3, 1), rows(2, 1));

    deliver(lenient, lenient, lenient, zip, "--on-error", "reject_file").refused("reject_file");
    deliver(policy("on_error: reject_file"), "", "", zip, "--on-error", "reject_rows")
        .landed(5, "Parcial");
    deliver("", policy("max_errors: 0"), "", zip, "--on-error", "reject_rows")
        .refused("demasiados errores: 1, y se admiten 0");
  }

  private static final String EXISTS =
      """
          package_validation:
            - {name: existe, description: d, rule: "df['uno']['a'].isin(df['dos']['a'])"}
      """;

  @Test
  void a_package_rule_that_names_records_rejects_just_these() {
    byte[] zip = zip("x;1\ny;2\nz;3\n", "x;1\nz;1\n");
    Told told = deliver(EXISTS + policy("on_error: reject_rows"), "", "", zip);

    told.landed(4, "Parcial");
    assertThat(told.landed()).containsExactly("uno x", "uno z", "dos x", "dos z");
    assertThat(told.ran().counts()).containsEntry("uno", "3=2+1").containsEntry("dos", "2=2+0");
  }

  @Test
  void a_package_rule_that_fails_does_not_hide_what_refuses_a_catalog() {
    byte[] zip = zip("x;1\ny;2\nz;x\n", "x;1\nz;1\n");

    deliver(EXISTS, policy("max_errors: 1"), "", zip, "--on-error", "reject_rows")
        .refused("demasiados errores: 2, y se admiten 1");
    String whole =
        """
            catalog_validation:
              - {name: tope, description: d, rule: "df['b'].sum() < 0"}
        """;
    deliver(EXISTS, "", whole, zip, "--on-error", "reject_rows").refused("no señala registros");
    byte[] narrow = Zips.of("uno.csv", "a;b\nx;1\ny;2\n", "dos.csv", "a\nx\n");
    deliver(EXISTS, "", "", narrow, "--on-error", "reject_rows").refused("estructura");
  }

  @Test
  void a_package_rule_over_sums_refuses_under_any_policy() {
    String sums =
        """
            package_validation:
              - {name: cuadra, description: d, rule: "df['uno']['b'].sum() == df['dos']['b'].sum()"}
        """;
    deliver(sums + policy("on_error: reject_rows"), "", "", zip(rows(3, 0), rows(2, 0)))
        .refused("no señala registros");
    deliver(sums + policy("on_error: reject_rows"), "", "", zip(rows(3, 1), rows(3, 0)))
        .landed(6, "Parcial");
  }

  @Test
  void an_unknown_member_passes_and_a_missing_one_refuses() {
    String lenient = policy("on_error: reject_rows");
    byte[] more =
        Zips.of("uno.csv", "a;b\n" + rows(1, 1), "dos.csv", "a;b\n" + rows(1, 0), "leeme.txt", "x");
    Told told = deliver(lenient, "", "", more);
    told.landed(2, "Parcial");
    assertThat(told.ran().findings()).anyMatch(found -> found.endsWith("MEMBER_UNKNOWN"));

    deliver(lenient, "", "", Zips.of("uno.csv", "a;b\n" + rows(1, 0))).refused("estructura");
    deliver("", lenient, lenient, Zips.of("uno.csv", "a;b\n" + rows(1, 0))).refused("reject_file");
  }
}
