package dev.sage.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.engine.EngineOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `default`: a null becomes a value before anything is checked.
final class DefaultsIT {
  @TempDir private Path folder;
  private Desk desk;
  private Path out;

  @BeforeEach
  void prepare() {
    desk = Desk.in(folder);
    out = desk.path("out");
  }

  private List<List<String>> values(String contract, String data, String select)
      throws IOException {
    EngineRun.check(
        desk.file("contract.yaml", contract),
        desk.file("datos.csv", data),
        out,
        new EngineOptions(1L << 30, 1, 1 << 20, true));
    return Tables.parquet(out.resolve("work/catalog-000/part-00000.parquet"), select);
  }

  @Test
  void an_empty_cell_of_every_type_takes_it() throws IOException {
    String contract =
        Yaml.header(
            "name: t, type: texto, default: nada",
            "name: e, type: entero, default: -1",
            "name: d, type: decimal, scale: 2, default: 1.50, decimal_separator: ','",
            "name: f, type: fecha, formats: [dd/MM/yyyy], default: 2020-02-29",
            "name: h, type: fecha_hora, default: '31/12/1999 23:59'",
            "name: b, type: booleano, default: no",
            "name: x, type: entero");

    assertThat(
            values(
                contract,
                "t;e;d;f;h;b;x\n;;;;;;1\n",
                "SELECT v0, v1, v2, v3, CAST(v4 AS VARCHAR), v5 @"))
        .containsExactly(
            List.of("nada", "-1", "1.50", "2020-02-29", "1999-12-31 23:59:00", "false"));
  }

  @Test
  void so_do_null_tokens_and_blanks_of_typed_cells() throws IOException {
    String contract =
        Yaml.header(
            "name: t, type: texto, trim: true, default: x",
            "name: e, type: entero, null_values: [NULL], default: 7");

    assertThat(values(contract, "t;e\n  ;NULL\na; \n;08\n", "SELECT v0, v1 @"))
        .containsExactly(List.of("x", "7"), List.of("a", "7"), List.of("x", "8"));
  }

  @Test
  void a_type_error_is_one_all_the_same() {
    Path contract =
        desk.file(
            "contract.yaml", Yaml.header("name: e, type: entero, default: 7, required: true"));
    Ran ran = desk.check(contract, desk.file("datos.csv", "e\nx\n\n7\n"), "--out", out);

    assertThat(ran.counts()).containsEntry("datos", "3=2+1");
    assertThat(ran.findings()).containsExactly("1:2:e:TYPE");
  }

  @Test
  void required_rules_and_unique_see_the_value() {
    Path contract =
        desk.file(
            "contract.yaml",
            Yaml.with(
                "    catalog_validation:\n      - {name: suma, description: d, rule: \"df['n'].sum() == 20\"}\n",
                "header: true",
                "name: u, type: texto, required: true, unique: true, default: z",
                "name: n, type: entero, default: 5, validation_rules: [{name: r, description: d, rule: \"df['n'].notnull()\"}]"));
    Ran ran = desk.check(contract, desk.file("datos.csv", "u;n\n;\na;\n;5\nz;\n"), "--out", out);

    assertThat(ran.findings()).containsExactly("3:4:u:UNIQUE", "4:5:u:UNIQUE");
    assertThat(ran.json().path("validation").path("failures").path(0).path("value").asString())
        .isEqualTo("z");
  }

  @Test
  void a_reference_is_looked_up_with_it() {
    Path contract =
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
                fields: [{name: a, type: texto, default: otros, references: clientes.a}, {name: b, type: texto}]
              clientes: {<<: *c, filename: clientes.csv, fields: [{name: a, type: texto}, {name: b, type: texto}]}
            packages:
              p: {name: n, description: d, file_format: {type: ZIP}, catalogs: [ventas, clientes]}
            """);
    byte[] zip = Zips.of("ventas.csv", "a;b\n;1\nuno;2\n", "clientes.csv", "a;b\nuno;\n");
    Ran ran = desk.check(contract, desk.file("x.zip", zip), "--out", out);

    assertThat(ran.findings()).containsExactly("1:2:a:REFERENCE");
  }

  @Test
  void a_column_that_is_missing_is_missing() {
    Path contract =
        desk.file(
            "contract.yaml",
            Yaml.header("name: a, type: texto", "name: b, type: entero, default: 1"));
    Ran ran = desk.check(contract, desk.file("datos.csv", "a\nx\n"), "--out", out);

    assertThat(ran.findings()).containsExactly("::b:COLUMN_MISSING");
  }

  @Test
  void a_key_that_an_object_does_not_have_takes_it() {
    Path contract =
        desk.file(
            "contract.yaml",
            Yaml.contract("type: JSON", "name: a, type: texto, default: x, enum: [x, y]")
                .replace("type: CSV, delimiter: \";\", ", ""));
    Ran ran = desk.check(contract, desk.file("datos.json", "[{}, {\"a\": null}, {\"a\": \"y\"}]"));

    assertThat(ran.exit()).as(ran.out()).isZero();
  }
}
