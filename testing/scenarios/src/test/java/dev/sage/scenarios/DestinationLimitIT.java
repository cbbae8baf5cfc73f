package dev.sage.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.connector.postgresql.Warehouse;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What the columns of a table that is there cannot hold is a finding of its row, and what they can
/// just hold passes.
final class DestinationLimitIT {
  @TempDir private static Path folder;
  private static Desk desk;
  private static Warehouse warehouse;
  private static int tables;

  @BeforeAll
  static void open() {
    desk = Desk.in(folder);
    warehouse = Warehouse.open(desk.home());
  }

  @AfterAll
  static void close() {
    warehouse.close();
  }

  private static List<List<String>> sql(String sql) {
    return Tables.postgresql(warehouse.url(), sql);
  }

  /// Lands one value between two that fit anywhere.
  private static Ran land(String table, String type, String value, String policy) {
    Path contract =
        desk.file(table + ".yaml", Yaml.header("name: a, type: texto", "name: v, type: " + type));
    Path data = desk.file(table + ".csv", "a;v\nantes;0\nél;" + value + "\ndespués;0\n");
    return desk.sage(
        "run", contract, data, "--format", "json", "--table", table, "--on-error", policy);
  }

  private static String table(String column) {
    String table = "limite_" + ++tables;
    sql("CREATE TABLE %s (a text, v %s)".formatted(table, column));
    return table;
  }

  @ParameterizedTest
  @CsvSource({
    "varchar(3), texto, abc",
    "varchar(3), texto, ñññ",
    "varchar(3), texto, 😀😀😀",
    "varchar(3), texto, 中文字",
    "varchar(3), texto, e\u0301a", // a combining accent counts
    "char(3), texto, abc",
    "smallint, entero, 32767",
    "smallint, entero, -32768",
    "integer, entero, 2147483647",
    "integer, entero, -2147483648",
    "bigint, entero, 9223372036854775807",
    "bigint, entero, -9223372036854775808",
    "'numeric(3,0)', entero, 999",
    "'numeric(3,0)', entero, -999",
    "'numeric(5,2)', entero, -999",
    "'numeric(5,2)', decimal, 999.99",
    "'numeric(5,2)', decimal, -999.99",
    "'numeric(5,2)', decimal, 0.01",
    "'numeric(5,2)', decimal, 0",
    "'numeric(5,2)', decimal, 999.990",
    "'numeric(2,2)', decimal, 0.99",
  })
  void a_value_exactly_at_the_limit_is_landed(String column, String type, String value) {
    String table = table(column);
    Ran ran = land(table, type, value, "reject_file");

    assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
    assertThat(sql("SELECT a FROM " + table)).hasSize(3);
    List<String> landed = Tables.column(sql("SELECT v FROM " + table + " WHERE a = 'él'"));
    if (type.equals("decimal")) {
      assertThat(new BigDecimal(landed.getFirst())).isEqualByComparingTo(value);
    } else {
      assertThat(landed.getFirst()).startsWith(value);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "varchar(3), texto, abcd",
    "varchar(3), texto, ññññ",
    "varchar(3), texto, 😀😀😀😀",
    "varchar(3), texto, e\u0301ab",
    "char(3), texto, abcd",
    "smallint, entero, 32768",
    "smallint, entero, -32769",
    "integer, entero, 2147483648",
    "integer, entero, -2147483649",
    "'numeric(3,0)', entero, 1000",
    "'numeric(3,0)', entero, -1000",
    "'numeric(5,2)', entero, 1000",
    "'numeric(5,2)', decimal, 1000",
    "'numeric(5,2)', decimal, -1000",
    "'numeric(5,2)', decimal, 999.991",
    "'numeric(5,2)', decimal, 0.001",
    "'numeric(5,2)', decimal, 999.999",
  })
  void a_value_one_above_is_a_finding_of_its_row(String column, String type, String value) {
    String table = table(column);
    Ran rows = land(table, type, value, "reject_rows");

    assertThat(rows.exit()).as(rows.err()).isEqualTo(1);
    assertThat(rows.findings()).containsExactly("2:3:v:DESTINATION_LIMIT");
    JsonNode finding = rows.json().path("validation").path("failures").path(0);
    assertThat(Ran.text(finding, "value")).isEqualTo(value);
    assertThat(Ran.text(finding, "rule")).isEqualTo("destination_limit");
    assertThat(Ran.text(finding, "message")).isNotBlank();
    assertThat(Tables.column(sql("SELECT a FROM " + table))).containsExactly("antes", "después");
    assertThat(rows.json().path("summary").path("status").asString()).isEqualTo("Parcial");

    Ran file = land(table, type, value, "reject_file");
    assertThat(file.findings()).containsExactly("2:3:v:DESTINATION_LIMIT");
    assertThat(sql("SELECT a FROM " + table)).hasSize(2);
  }

  @Test
  void an_empty_cell_under_a_not_null_column_is_one_too() {
    for (String type : List.of("texto", "entero", "decimal", "fecha", "booleano")) {
      String column =
          switch (type) {
            case "texto" -> "text";
            case "entero" -> "bigint";
            case "decimal" -> "numeric";
            case "fecha" -> "date";
            default -> "boolean";
          };
      String table = table(column + " NOT NULL");
      Path contract =
          desk.file(table + ".yaml", Yaml.header("name: a, type: texto", "name: v, type: " + type));
      Path data = desk.file(table + ".csv", "a;v\nél;\n");
      Ran ran =
          desk.sage(
              "run",
              contract,
              data,
              "--format",
              "json",
              "--table",
              table,
              "--on-error",
              "reject_rows");

      assertThat(ran.findings()).as(type).containsExactly("1:2:v:DESTINATION_LIMIT");
      assertThat(sql("SELECT a FROM " + table)).isEmpty();
    }
  }

  @Test
  void several_limits_of_one_row_are_several_findings_and_one_rejected_row() {
    sql("CREATE TABLE varias (a varchar(2), v smallint NOT NULL)");
    Path contract =
        desk.file("varias.yaml", Yaml.header("name: a, type: texto", "name: v, type: entero"));
    Path data = desk.file("varias.csv", "a;v\nabc;40000\nab;1\nabc;\n");
    Ran ran =
        desk.sage(
            "run",
            contract,
            data,
            "--format",
            "json",
            "--table",
            "varias",
            "--on-error",
            "reject_rows");

    assertThat(ran.findings())
        .containsExactlyInAnyOrder(
            "1:2:a:DESTINATION_LIMIT",
            "1:2:v:DESTINATION_LIMIT",
            "3:4:a:DESTINATION_LIMIT",
            "3:4:v:DESTINATION_LIMIT");
    assertThat(ran.counts()).containsEntry("datos", "3=1+2");
    assertThat(sql("SELECT a, v FROM varias")).containsExactly(List.of("ab", "1"));
  }

  @Test
  void a_check_asks_no_table() {
    String table = table("smallint");
    Path contract =
        desk.file(table + ".yaml", Yaml.header("name: a, type: texto", "name: v, type: entero"));
    Path data = desk.file(table + ".csv", "a;v\nél;40000\n");

    assertThat(desk.check(contract, data).exit()).isZero();
  }
}
