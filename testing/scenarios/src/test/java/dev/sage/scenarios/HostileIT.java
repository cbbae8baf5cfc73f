package dev.sage.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.connector.postgresql.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing in a contract or a file reaches SQL or the file system except as a value: what is not
/// refused (exit status 2) arrives as it was written, and nothing else changes.
final class HostileIT {
  private static final Path MARK = Path.of("/tmp/sage-hostile-mark");
  @TempDir private static Path shared;
  private static Warehouse warehouse;

  @TempDir private Path folder;
  private Desk desk;
  private Path out;

  @BeforeAll
  static void open() {
    warehouse = Warehouse.open(shared.resolve("home"));
    sql("CREATE TABLE x (a text)");
    sql("INSERT INTO x VALUES ('canary')");
  }

  @AfterAll
  static void close() {
    warehouse.close();
  }

  @BeforeEach
  void prepare() throws IOException {
    Path place = Files.createDirectories(folder.resolve("in/here"));
    desk = new Desk(place, shared.resolve("home"));
    out = desk.path("out");
  }

  @AfterEach
  void nothing_else_happened() throws IOException {
    assertThat(MARK).doesNotExist();
    assertThat(sql("SELECT a FROM x")).containsExactly(List.of("canary"));
    try (Stream<Path> outside = Files.list(folder)) {
      assertThat(outside).containsExactly(folder.resolve("in"));
    }
    try (Stream<Path> outside = Files.list(folder.resolve("in"))) {
      assertThat(outside).containsExactly(folder.resolve("in/here"));
    }
  }

  /// For every single place.
  static List<String> texts() {
    return List.of(
        "'; DROP TABLE x; --",
        "x\"; DROP TABLE x CASCADE; COMMIT; --",
        "read_csv('/etc/passwd')",
        "../../fuera",
        "__import__('os').system('touch " + MARK + "')",
        "${env:PATH} %s%n%1$s $1 ? {0}",
        "*.csv [a-z]?",
        "ñ 日本 🦆 \u202e",
        "\\'; \\\\ \\x41",
        "ñ".repeat(60));
  }

  /// For places where many fit into one file.
  static List<String> manyTexts() {
    return List.of(
        "'; DROP TABLE x; --",
        "\"; DROP TABLE x; --",
        "x\"; DROP TABLE x CASCADE; COMMIT; --",
        "'||(SELECT 1)||'",
        "read_csv('/etc/passwd')",
        "../../fuera",
        "..",
        "/etc/passwd",
        "__import__('os').system('touch " + MARK + "')",
        "$(touch " + MARK + ")",
        "`touch " + MARK + "`",
        "${env:PATH}",
        "$tag$ $1 ? :x {0}",
        "%s%n%1$s %d",
        "\\'; \\\\ \\x41",
        "=1+1",
        "<script>alert(1)</script>",
        "*.csv",
        "[a-z]?",
        "{{x}}",
        "/* c */ -- c",
        "ñ 日本 🦆 \u202e",
        "a b",
        "CON",
        "x".repeat(63),
        "y".repeat(64),
        "ñ".repeat(60));
  }

  private static List<List<String>> sql(String sql) {
    return Tables.postgresql(warehouse.url(), sql);
  }

  private static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String cell(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  /// Runs and says whether it was taken; a refusal is one of the contract or the usage.
  private boolean taken(Ran ran, int exit) {
    if (ran.exit() == 2) {
      assertThat(ran.errorCode())
          .isIn("CONTRACT_INVALID", "DESTINATION_INVALID", "DESTINATION_MISMATCH", "USAGE");
      Leftovers.areNoResults(out);
      return false;
    }
    assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(exit);
    return true;
  }

  private Ran run(String contract, String data, Object... more) {
    return desk.sage(
        Stream.concat(
                Stream.of(
                    "run",
                    desk.file("contract.yaml", contract),
                    desk.file("datos.csv", data),
                    "--format",
                    "json",
                    "--out",
                    out,
                    "--on-error",
                    "reject_rows"),
                Stream.of(more))
            .toArray());
  }

  private List<String> findings(String column) {
    return Tables.column(
        Tables.parquet(out.resolve("findings.parquet"), "SELECT " + column + " @"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void as_the_id_of_a_catalog(String text) {
    String contract =
        Yaml.header("name: a, type: texto", "name: b, type: entero")
            .replace("  datos:\n", "  " + Yaml.quoted(text) + ":\n");
    if (taken(run(contract, "a;b\nx;1\ny;z\n"), 1)) {
      assertThat(sql("SELECT * FROM " + identifier(text))).containsExactly(List.of("x", "1"));
      assertThat(findings("catalog")).containsExactly(text);
      assertThat(Desk.files(out.resolve("rejects"))).hasSize(2);
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void as_the_name_of_a_field(String text) {
    String contract =
        Yaml.header("name: " + Yaml.quoted(text) + ", type: entero", "name: b, type: texto");
    String table = "field_" + Integer.toUnsignedString(text.hashCode());
    if (taken(run(contract, cell(text) + ";b\n1;x\nz;y\n", "--table", table), 1)) {
      assertThat(sql("SELECT " + identifier(text) + " FROM " + table))
          .containsExactly(List.of("1"));
      assertThat(findings("\"column\"")).containsExactly(text);
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void as_the_name_and_description_of_a_rule(String text) {
    String contract =
        Yaml.with(
            "    row_validation:\n      - {name: %1$s, description: %1$s, rule: \"df['b'] > 5\"}\n"
                .formatted(Yaml.quoted(text)),
            "header: true",
            "name: a, type: texto",
            "name: b, type: entero");
    if (taken(run(contract, "a;b\nx;1\n", "--table", "rules"), 1)) {
      assertThat(findings("rule")).containsExactly(text);
      assertThat(findings("message_es").getFirst()).contains(text);
      assertThat(findings("message_en").getFirst()).contains(text);
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void as_a_text_inside_a_rule(String text) {
    String literal = "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    String contract =
        Yaml.with(
            "    row_validation:\n      - {name: r, description: d, rule: %s}\n"
                .formatted(Yaml.quoted("df['a'] != " + literal)),
            "header: true",
            "name: a, type: texto",
            "name: b, type: texto");
    Ran ran = run(contract, "a;b\n" + cell(text) + ";1\nz;2\n", "--table", "rule_texts");
    assertThat(taken(ran, 1)).as(ran.err()).isTrue();
    assertThat(ran.findings()).containsExactly("1:2::RULE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "__import__('os').system('touch /tmp/sage-hostile-mark')",
        "exec(\"open('/tmp/sage-hostile-mark', 'w')\")",
        "eval('1')",
        "df.to_csv('/tmp/sage-hostile-mark')",
        "df['a'].apply(lambda x: __import__('os').system('touch /tmp/sage-hostile-mark'))",
        "df.query('a > 1')",
        "df.__class__.__mro__",
        "df['a'].__class__",
        "pd.read_csv('/etc/passwd')",
        "read_csv('/etc/passwd')",
        "read_text('/etc/passwd') = ''",
        "a; DROP TABLE x",
        "df['a'] == 1; DROP TABLE x",
        "(SELECT count(*) FROM x) = 0",
        "a IN (SELECT 1)",
        "getenv('HOME') = 'x'",
        "[x for x in ().__class__.__bases__[0].__subclasses__()]",
        "open('/etc/passwd').read()",
        "df['a'] == f'{1+1}'",
        "1 if df else 2 -- x",
        "df['a'].str.match('(')"
      })
  void code_instead_of_a_rule_is_refused(String rule) {
    String contract =
        Yaml.with(
            "    row_validation:\n      - {name: r, description: d, rule: %s}\n"
                .formatted(Yaml.quoted(rule)),
            "header: true",
            "name: a, type: texto",
            "name: b, type: texto");
    Ran ran = run(contract, "a;b\n1;2\n");
    assertThat(ran.exit()).as(ran.err()).isEqualTo(2);
    assertThat(ran.errorCode()).isEqualTo("CONTRACT_INVALID");
    assertThat(out).doesNotExist();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void as_a_value_that_is_allowed_or_null(String text) {
    String contract =
        Yaml.header(
            "name: a, type: texto, enum: [" + Yaml.quoted(text) + "]",
            "name: b, type: entero, null_values: [" + Yaml.quoted(text) + "]");
    String table = "allowed_" + Integer.toUnsignedString(text.hashCode());
    Ran ran = run(contract, "a;b\n%1$s;%1$s\nz;1\n".formatted(cell(text)), "--table", table);
    assertThat(taken(ran, 1)).as(ran.err()).isTrue();
    assertThat(ran.findings()).containsExactly("2:3:a:CONSTRAINT");
    assertThat(sql("SELECT * FROM " + table)).containsExactly(List.of(text, "null"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void as_a_pattern_or_a_format(String text) {
    String pattern =
        Yaml.header("name: a, type: texto, pattern: " + Yaml.quoted(text), "name: b, type: texto");
    taken(run(pattern, "a;b\n\u0001;1\n", "--table", "patterns"), 1);
    out = desk.path("out2");
    String format =
        Yaml.header(
            "name: a, type: fecha, formats: [" + Yaml.quoted(text) + "]", "name: b, type: texto");
    taken(run(format, "a;b\nzz;1\n", "--table", "formats"), 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'", "';--", "\\\\", "$", "{", "*", "%s", "\\t", "\u00a0", "€", "[", "^", ".", "--", "||",
        "\u0001"
      })
  void as_a_delimiter(String delimiter) {
    String contract =
        Yaml.contract(
            "header: true, delimiter: " + Yaml.quoted(delimiter),
            "name: a, type: texto",
            "name: b, type: entero");
    String real = delimiter.replace("\\t", "\t");
    Ran ran =
        run(contract, "a%1$sb\nx%1$s1\ny%1$sz\n".replace("%1$s", real), "--table", "delimited");
    if (taken(ran, 1)) {
      assertThat(ran.findings()).containsExactly("2:3:b:TYPE");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"'", "$", "*", "%", "|", "€", "^", "`"})
  void as_a_quote(String quote) {
    String contract =
        Yaml.contract(
            "header: true, quote: " + Yaml.quoted(quote),
            "name: a, type: texto",
            "name: b, type: texto");
    String table = "quoted_" + (int) quote.charAt(0);
    Ran ran =
        run(contract, "a;b\n%1$sx;%1$s%1$sy%1$s;1\n".replace("%1$s", quote), "--table", table);
    if (taken(ran, 0)) {
      assertThat(sql("SELECT a FROM " + table)).containsExactly(List.of("x;" + quote + "y"));
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void as_the_name_of_a_table_and_a_column(String text) {
    String contract =
        Yaml.header("name: a, type: texto", "name: b, type: entero")
            + "materializations:\n  %1$s: {catalog: datos, table: %1$s, columns: {a: %1$s}}\n"
                .formatted(Yaml.quoted(text));
    if (taken(run(contract, "a;b\nx;1\n"), 0)) {
      assertThat(sql("SELECT count(*) FROM pg_tables")).isNotEmpty();
      assertThat(sql("SELECT %s FROM %s".formatted(identifier(text), identifier(text))))
          .contains(List.of("x"));
      assertThat(
              sql(
                  "SELECT count(*) FROM sage_commits WHERE materialization = '%s'"
                      .formatted(text.replace("'", "''"))))
          .containsExactly(List.of("1"));
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void as_the_table_of_the_command_line(String text) {
    taken(
        run(
            Yaml.header("name: a, type: texto", "name: b, type: entero"),
            "a;b\nx;1\n",
            "--table",
            "linea." + text),
        0);
    assertThat(
            sql(
                "SELECT count(*) FROM pg_namespace WHERE nspname NOT LIKE 'pg%' AND nspname NOT IN ('public', 'information_schema', 'linea')"))
        .containsExactly(List.of("0"));
  }

  @Test
  void as_cells() throws IOException {
    StringBuilder data = new StringBuilder("a;b\n");
    manyTexts().forEach(t -> data.append(cell(t)).append(";1\n").append(cell(t)).append(";malo\n"));
    Ran ran =
        run(
            Yaml.header("name: a, type: texto", "name: b, type: entero"),
            data.toString(),
            "--table",
            "cells");

    assertThat(taken(ran, 1)).isTrue();
    assertThat(Tables.column(sql("SELECT a FROM cells ORDER BY ctid")))
        .containsExactlyElementsOf(manyTexts());
    assertThat(Tables.column(Tables.parquet(out.resolve("output/datos.parquet"), "SELECT a @")))
        .containsExactlyElementsOf(manyTexts());
    StringBuilder rejected = new StringBuilder("a;b\n");
    manyTexts().forEach(t -> rejected.append(cell(t)).append(";malo\n"));
    assertThat(Files.readString(out.resolve("rejects/datos.csv"))).isEqualTo(rejected.toString());
  }

  @Test
  void as_bad_cells() {
    StringBuilder data = new StringBuilder("a;b\n");
    manyTexts().forEach(t -> data.append("x;").append(cell(t)).append('\n'));
    taken(
        run(
            Yaml.header("name: a, type: texto", "name: b, type: entero"),
            data.toString(),
            "--table",
            "bad_cells"),
        1);
    assertThat(findings("value")).containsExactlyElementsOf(manyTexts());
  }

  @Test
  void a_formula_is_defused_for_the_spreadsheet_only() throws IOException {
    List<String> formulas =
        List.of("=1+1", "+1x", "-1x", "@SUM(1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0");
    StringBuilder data = new StringBuilder("a;b\n");
    formulas.forEach(f -> data.append("x;").append(cell(f)).append('\n'));
    taken(
        run(
            Yaml.header("name: a, type: texto", "name: b, type: booleano"),
            data.toString(),
            "--table",
            "formulas"),
        1);

    assertThat(findings("value")).containsExactlyElementsOf(formulas);
    assertThat(Files.readString(out.resolve("rejects/datos.csv"))).isEqualTo(data.toString());
    List<String> reasons =
        Tables.column(
            Tables.query(
                "SELECT value FROM read_csv('%s', header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"', new_line = '\\n')"
                    .formatted(out.resolve("rejects/datos.errors.csv"))));
    assertThat(reasons).containsExactlyElementsOf(formulas.stream().map(f -> "'" + f).toList());
  }

  @ParameterizedTest
  @MethodSource("texts")
  void as_the_name_of_an_extra_column(String text) {
    Ran ran =
        run(
            Yaml.header("name: a, type: texto", "name: b, type: texto"),
            "a;b;" + cell(text) + "\n1;2;3\n",
            "--table",
            "headers");
    assertThat(taken(ran, 1)).isTrue();
    assertThat(findings("\"column\"")).containsExactly(text);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void as_the_name_of_a_member(String text) {
    String contract =
        Yaml.header("name: a, type: texto", "name: b, type: texto")
            .replace(
                "packages: {}",
                "packages: {p: {name: P, description: P, file_format: {type: ZIP}, catalogs: [datos]}}");
    Path zip = desk.file("x.zip", Zips.of("datos.csv", "a;b\n1;2\n", text, "x"));
    Ran ran = desk.check(desk.file("contract.yaml", contract), zip, "--out", out);
    assertThat(ran.exit()).as(ran.out()).isIn(0, 1);
    if (ran.exit() == 1) {
      assertThat(ran.errorCode()).isEqualTo("ARCHIVE_CORRUPT");
      Leftovers.areNoResults(out);
    } else {
      assertThat(findings("code")).isSubsetOf("MEMBER_UNKNOWN");
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void as_the_name_of_a_file(String text) {
    String name = text.replace('/', '_') + ".csv";
    Path data = desk.file(name, "a;b\nx;1\ny;z\n");
    String contract =
        Yaml.header("name: a, type: texto", "name: b, type: entero")
            .replace("filename: datos.csv", "filename: " + Yaml.quoted(text));
    Ran ran = desk.check(desk.file("contract.yaml", contract), data, "--out", out);
    if (taken(ran, 1)) {
      assertThat(findings("file")).containsExactly(name);
      assertThat(ran.json().path("execution_info").path("file").asString()).isEqualTo(name);
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void as_the_directory_of_the_execution(String text) {
    out = desk.path("dirs").resolve(text.replace("/", "_").replace("..", "dots"));
    Ran ran =
        desk.check(
            desk.file(
                "contract.yaml", Yaml.header("name: a, type: texto", "name: b, type: entero")),
            desk.file("datos.csv", "a;b\nx;1\ny;z\n"),
            "--out",
            out);
    boolean glob = text.matches(".*[*?\\[].*");
    if (glob) {
      assertThat(ran.exit()).as(ran.out()).isEqualTo(2);
      assertThat(ran.errorCode()).isEqualTo("USAGE");
    } else {
      assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(1);
      assertThat(out.resolve("result.json")).exists();
    }
  }

  @Test
  void what_is_shown_on_a_terminal_cannot_steer_it() {
    String evil = "\u001b]0;title\u0007\u001b[2J\u202e";
    Ran ran =
        desk.sage(
            "check",
            desk.file(
                "contract.yaml", Yaml.header("name: a, type: entero", "name: b, type: texto")),
            desk.file("datos.csv", ("a;b;" + evil + "\n" + evil + ";1;2\n").getBytes(UTF_8)),
            "--out",
            out);
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out() + ran.err()).doesNotContain("\u001b", "\u0007", "\u202e");
  }
}
