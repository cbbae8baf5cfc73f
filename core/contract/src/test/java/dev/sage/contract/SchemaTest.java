package dev.sage.contract;

import static dev.sage.contract.Contracts.catalog;
import static dev.sage.contract.Contracts.fields;
import static dev.sage.contract.Contracts.replace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.contract.SchemaJudge.Opinions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The JSON Schema and `sage lint` say the same of a contract's structure. `BEYOND` lists what only
/// lint can know.
class SchemaTest {
  private static final String FIELD = "      - {name: a, type: texto}\n";

  @Test
  void theContractThatHasEverythingIsGoodForBoth() {
    agreed(Contracts.GOOD, false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ventas_*.csv", "'v?_[0-9][!a-z].csv'", "'v[[]1].csv'", "'[]]'"})
  void goodNamesOfFiles(String name) {
    agreed(
        replace("filename: ventas.csv", "filename: " + name).replace("clientes.csv", "c"), false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'['", "'v[].csv'", "'v[!].csv'", "'*[a'", "'  '"})
  void badNamesOfFiles(String name) {
    agreed(replace("filename: ventas.csv", "filename: " + name), true);
  }

  private static void agreed(String yaml, boolean refused) {
    Opinions opinions = SchemaJudge.of(yaml);
    assertThat(opinions.lintRefuses()).as(yaml + opinions.lint()).isEqualTo(refused);
    assertThat(opinions.schemaRefuses()).as(yaml + opinions.schema()).isEqualTo(refused);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name: a, type: texto}",
        "{name: 1, type: TEXT, required: yes, unique: Off, description: }",
        "{name: a, type: ' Entero ', min: -5, max: 5.0, enum: [1, \"2\"]}",
        "{name: a, type: decimal, precision: 12, scale: 2, min: .5, thousands_separator: ' '}",
        "{name: a, type: decimal, scale: 0, decimal_separator: ',', thousands_separator: '.'}",
        "{name: a, type: fecha, min: 2024-01-01, formats: [dd/MM/yyyy, '%Y-%m-%d']}",
        "{name: a, type: datetime, formats: , enum: ['2024-01-01 10:00']}",
        "{name: a, type: booleano, null_values: [NULL, ~, '', 0, true], trim: true}",
        "{name: a, type: texto, pattern: 'x+', min_length: 0, max_length: 2097152, enum: [no, 01, x]}",
        "{name: a, type: texto, validation_rules: , references: , default: , trim: no}",
        "{name: a, type: texto, precision: , formats: null, min: ~}",
        "{name: a, type: texto, unknown: {anything: [1]}}",
        "{name: a, type: texto, default: x}",
        "{name: a, type: texto, default: 0, required: true}",
        "{name: a, type: texto, default: ' '}",
        "{name: a, type: entero, default: '+5'}",
        "{name: a, type: decimal, default: .5, decimal_separator: ','}",
        "{name: a, type: fecha, default: 31/12/2020}",
        "{name: a, type: datetime, default: '2024-01-01 10:00'}",
        "{name: a, type: booleano, default: Sí}",
        "{name: a, type: booleano, default: true}",
        "{name: a, type: booleano, default: 0}",
        "{name: a, type: entero, validation_rules: [{name: r, description: '', rule: \"df['a'] > 0\", severity: Warning}]}",
      })
  void goodFields(String field) {
    agreed(fields(field), false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "[]",
        "",
        "{type: texto}",
        "{name: a}",
        "{name: , type: texto}",
        "{name: a, type: }",
        "{name: '  ', type: texto}",
        "{name: [a], type: texto}",
        "{name: \"a\\nb\", type: texto}",
        "{name: a, type: txt}",
        "{name: a, type: 1}",
        "{name: a, type: [texto]}",
        "{name: a, type: texto, required: 1}",
        "{name: a, type: texto, required: 'x'}",
        "{name: a, type: texto, unique: []}",
        "{name: a, type: texto, description: {a: b}}",
        "{name: a, type: texto, max_length: x}",
        "{name: a, type: texto, max_length: \"10\"}",
        "{name: a, type: texto, max_length: -1}",
        "{name: a, type: texto, min_length: 2097153}",
        "{name: a, type: texto, precision: 3}",
        "{name: a, type: texto, scale: 3}",
        "{name: a, type: texto, min: 3}",
        "{name: a, type: texto, formats: [yyyyMMdd]}",
        "{name: a, type: texto, decimal_separator: ','}",
        "{name: a, type: texto, pattern: ''}",
        "{name: a, type: texto, pattern: [x]}",
        "{name: a, type: texto, enum: x}",
        "{name: a, type: texto, enum: [a, null]}",
        "{name: a, type: texto, enum: [[a]]}",
        "{name: a, type: texto, null_values: x}",
        "{name: a, type: texto, null_values: [{a: b}]}",
        "{name: a, type: texto, default: ''}",
        "{name: a, type: texto, default: [x]}",
        "{name: a, type: entero, default: x}",
        "{name: a, type: entero, default: true}",
        "{name: a, type: decimal, default: ''}",
        "{name: a, type: fecha, default: hoy}",
        "{name: a, type: booleano, default: 2}",
        "{name: a, type: booleano, default: quizás}",
        "{name: a, type: texto, references: codigo}",
        "{name: a, type: texto, references: .codigo}",
        "{name: a, type: texto, references: [a.b]}",
        "{name: a, type: texto, validation_rules: x}",
        "{name: a, type: entero, scale: 3}",
        "{name: a, type: entero, pattern: x}",
        "{name: a, type: entero, min: x}",
        "{name: a, type: entero, min: true}",
        "{name: a, type: entero, enum: [x]}",
        "{name: a, type: entero, trim: false}",
        "{name: a, type: entero, trim: no}",
        "{name: a, type: entero, formats: [yyyyMMdd]}",
        "{name: a, type: decimal, precision: 39, scale: 2}",
        "{name: a, type: decimal, precision: 3}",
        "{name: a, type: decimal, precision: 3, scale: }",
        "{name: a, type: decimal, scale: 2.5}",
        "{name: a, type: decimal, decimal_separator: ''}",
        "{name: a, type: decimal, decimal_separator: '5'}",
        "{name: a, type: decimal, decimal_separator: 5}",
        "{name: a, type: decimal, decimal_separator: ab}",
        "{name: a, type: decimal, decimal_separator: ñ}",
        "{name: a, type: decimal, thousands_separator: '-'}",
        "{name: a, type: decimal, thousands_separator: '.'}",
        "{name: a, type: decimal, decimal_separator: ',', thousands_separator: ','}",
        "{name: a, type: fecha, max_length: 3}",
        "{name: a, type: fecha, decimal_separator: ','}",
        "{name: a, type: fecha, formats: dd/MM/yyyy}",
        "{name: a, type: fecha, formats: ['']}",
        "{name: a, type: booleano, enum: [si]}",
        "{name: a, type: booleano, min: 1}",
        "{name: a, type: texto, validation_rules: [x]}",
        "{name: a, type: texto, validation_rules: [{name: r, description: d}]}",
        "{name: a, type: texto, validation_rules: [{name: r, rule: \"df['a'].notnull()\"}]}",
        "{name: a, type: texto, validation_rules: [{description: d, rule: \"df['a'].notnull()\"}]}",
        "{name: a, type: texto, validation_rules: [{name: r, description: d, rule: ''}]}",
        "{name: a, type: texto, validation_rules: [{name: r, description: d, rule: [a]}]}",
        "{name: a, type: texto, validation_rules: [{name: r, description: d, rule: \"df['a'].notnull()\", severity: grave}]}",
      })
  void badFields(String field) {
    agreed(fields(field), true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{type: CSV, delimiter: ','}",
        "{type: ' csv ', delimiter: '\\t', header: on}",
        "{type: CSV, delimiter: '||', quote: '', escape: }",
        "{type: CSV, delimiter: 0, quote: 1}",
        "{type: CSV, delimiter: ',', quote: \"'\", escape: \"\\\\\", encoding: latin-1}",
        "{type: CSV, delimiter: ',', encoding: , extra_columns: WARN, sheet: 1, skip_rows: , compression: GZ}",
        "{type: CSV, delimiter: ',', whatever: true, skip_rows: 3}",
        "{type: EXCEL, sheet: 2, header: true, skip_rows: 1}",
        "{type: excel, delimiter: [x]}",
        "{type: JSON, encoding: utf-8, delimiter: ','}",
        "{type: NDJSON, compression: none}",
        "{type: PARQUET, encoding: [x]}",
        "{type: CSV, delimiter: true}"
      })
  void goodFormats(String format) {
    agreed(format(format), false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "CSV",
        "[]",
        "{}",
        "{delimiter: ','}",
        "{type: CSV}",
        "{type: CVS, delimiter: ','}",
        "{type: EXCEL, sheet: 0}",
        "{type: EXCEL, sheet: ''}",
        "{type: EXCEL, header: 1}",
        "{type: JSON, encoding: ''}",
        "{type: EXCEL, skip_rows: x}",
        "{type: CSV, delimiter: }",
        "{type: CSV, delimiter: ''}",
        "{type: CSV, delimiter: \"a\\nb\"}",
        "{type: CSV, delimiter: [',']}",
        "{type: CSV, delimiter: '\"'}",
        "{type: CSV, delimiter: ',', header: 1}",
        "{type: CSV, delimiter: ',', header: 'x'}",
        "{type: CSV, delimiter: ',', quote: }",
        "{type: CSV, delimiter: ',', quote: ab}",
        "{type: CSV, delimiter: ',', quote: «}",
        "{type: CSV, delimiter: ',', quote: ' '}",
        "{type: CSV, delimiter: ',', quote: 12}",
        "{type: CSV, delimiter: ',', quote: true}",
        "{type: CSV, delimiter: ',', quote: \"\\n\"}",
        "{type: CSV, delimiter: ',', escape: ''}",
        "{type: CSV, delimiter: ',', escape: '\"'}",
        "{type: CSV, delimiter: ',', quote: '', escape: '/'}",
        "{type: CSV, delimiter: ',', encoding: ''}",
        "{type: CSV, delimiter: ',', encoding: [x]}",
        "{type: CSV, delimiter: ',', extra_columns: oops}",
        "{type: PARQUET, compression: [gz]}",
        "{type: CSV, delimiter: ',', skip_rows: -1}",
        "{type: CSV, delimiter: ',', compression: rar}"
      })
  void badFormats(String format) {
    agreed(format(format), true);
  }

  private static String format(String format) {
    return catalog("", FIELD)
        .replace(
            "file_format: {type: CSV, delimiter: \",\", header: true}", "file_format: " + format);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key: [a]",
        "key: ",
        "key: []",
        "extra_columns: Ignore",
        "policy: ",
        "policy: {}",
        "policy: {on_error: REJECT_ROWS, max_errors: 0, max_error_ratio: 1}",
        "policy: {on_error: , max_errors: +5, max_error_ratio: .25}",
        "transform: []",
        "transform: ",
        "row_validation: ",
        "catalog_validation: []",
        "path: /tmp",
        "row_validation: [{name: r, description: 1, rule: \"df['a'].notnull()\"}]"
      })
  void goodCatalogs(String more) {
    agreed(catalog("    " + more + "\n", FIELD), false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key: a",
        "key: [[a]]",
        "key: [a, a]",
        "key: ['']",
        "extra_columns: yes!",
        "extra_columns: [warn]",
        "policy: reject_rows",
        "policy: {on_error: ignore}",
        "policy: {max_errors: -1}",
        "policy: {max_errors: '5'}",
        "policy: {max_errors: 1.5}",
        "policy: {max_error_ratio: 1.5}",
        "policy: {max_error_ratio: 5%}",
        "policy: {max_error_ratio: -0.1}",
        "transform: [{drop: a}]",
        "transform: x",
        "row_validation: x",
        "row_validation: [x]",
        "catalog_validation: {}"
      })
  void badCatalogs(String more) {
    agreed(catalog("    " + more + "\n", FIELD), true);
  }

  /// Whole contracts: what is replaced, and by what.
  static List<List<String>> badContracts() {
    return List.of(
        List.of("sage_yaml:\n", "other:\n"),
        List.of("  author: BI\n", ""),
        List.of("author: BI", "author:"),
        List.of("author: BI", "author: [BI]"),
        List.of("name: Ventas diarias", "name: ' '"),
        List.of("packages:\n  mes:", "paquetes:\n  mes:"),
        List.of("packages:\n  mes:\n", "packages: []\nx:\n  mes:\n"),
        List.of("  clientes_dw:\n    catalog: clientes", "  clientes_dw: x"),
        List.of("  clientes_dw:\n    catalog: clientes", "  clientes_dw: "),
        List.of("  clientes_dw:\n    catalog: clientes", "  clientes_dw: {table: x}"),
        List.of("  clientes_dw:", "  ../x:"),
        List.of("  clientes_dw:", "  .x:"),
        List.of("  clientes_dw:", "  \"x \":"),
        List.of("filename: ventas.csv", "filename: ventas_[1.csv"),
        List.of("filename: ventas.csv", "filename: \"a\\tb\""),
        List.of("    filename: ventas.csv\n", ""),
        List.of("extra_columns: warn\n", "extra_columns: warn\n    transform: {a: b}\n"),
        List.of("encoding: latin-1", "extra_columns: warn"),
        List.of("catalogs: [ventas, clientes]", "catalogs: ventas"),
        List.of("catalogs: [ventas, clientes]", "catalogs: []"),
        List.of("catalogs: [ventas, clientes]", "catalogs:"),
        List.of("catalogs: [ventas, clientes]", "catalogs: [ventas, clientes, ventas]"),
        List.of("{type: ZIP}", "{type: CSV}"),
        List.of("{type: ZIP}", "{type: RAR}"),
        List.of("{type: ZIP}", "{type: JSON}"),
        List.of("{type: ZIP}", "{}"),
        List.of("{type: ZIP}", "ZIP"),
        List.of("policy: {}", "policy: []"),
        List.of("destination: {url: \"postgresql://u:${env:X}@h/db\"}", "destination: {}"),
        List.of("destination: {url: \"postgresql://u:${env:X}@h/db\"}", "destination: []"),
        List.of("destination: {url: \"postgresql://u:${env:X}@h/db\"}", "destination: ' '"),
        List.of("table: dw.ventas", "table: a.b.c"),
        List.of("table: dw.ventas", "table: .ventas"),
        List.of("table: dw.ventas", "table: [a]"),
        List.of("strategy: append", "strategy: apend"),
        List.of("strategy: append", "strategy: append\n    partition_by: [folio]"),
        List.of("strategy: append", "partition_by: [folio]"),
        List.of("strategy: append", "strategy: append\n    key: folio"),
        List.of("strategy: append", "strategy: append\n    schema_mode: melt"),
        List.of("columns: {folio: id_venta, total: total}", "columns: [folio]"),
        List.of("columns: {folio: id_venta, total: total}", "columns: {folio: }"));
  }

  @ParameterizedTest
  @MethodSource
  void badContracts(List<String> change) {
    agreed(replace(change.get(0), change.get(1)), true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "strategy: DELETE_INSERT\n    partition_by: [folio]",
        "strategy: ' full '",
        "strategy: append\n    schema_mode: Evolve",
        "strategy: append\n    key: []",
        "table: 1.5",
        "destination: warehouse",
        "strategy: append\n    unknown: x",
        "columns: {nombre: 1}"
      })
  void goodMaterializations(String more) {
    String catalog = more.startsWith("columns") ? "clientes" : "ventas";
    agreed(
        Contracts.GOOD.substring(0, Contracts.GOOD.indexOf("materializations:"))
            + "materializations:\n  m:\n    catalog: "
            + catalog
            + "\n    "
            + more
            + "\n",
        false);
  }

  @Test
  void sectionsMayBeEmptyOrNothing() {
    String header = "sage_yaml: {name: n, description: '', version: 1.0, author: a}\n";
    agreed(header + "catalogs: {}\npackages: {}\n", false);
    agreed(header + "catalogs:\npackages: ~\nmaterializations:\n", false);
    agreed(header + "catalogs: {}\n", true);
    agreed("sage_yaml:\ncatalogs: {}\npackages: {}\n", true);
    agreed("- a\n", true);
    agreed("hello\n", true);
  }

  /// What a schema cannot know: other parts of the contract, meanings, and how a value is quoted.
  static List<String> beyond() {
    return List.of(
        fields("{name: a, type: texto}", "{name: A, type: texto}"),
        fields("{name: a, type: texto, required: 'yes'}"),
        fields("{name: a, type: texto, references: nada.codigo}"),
        fields("{name: a, type: texto, pattern: '(a'}"),
        fields("{name: a, type: texto, default: ccc, max_length: 2}"),
        fields("{name: a, type: texto, default: NULL_, null_values: [NULL_]}"),
        fields("{name: a, type: texto, default: ' ', trim: true}"),
        fields("{name: a, type: entero, default: 2.5}"),
        fields("{name: a, type: entero, default: 5, enum: [1, 2]}"),
        fields("{name: a, type: fecha, default: 2024-02-30}"),
        fields("{name: a, type: entero, min: 2.5}"),
        fields("{name: a, type: entero, max: 99999999999999999999}"),
        fields("{name: a, type: entero, min: 10, max: 9}"),
        fields("{name: a, type: fecha, min: 2024-02-30}"),
        fields("{name: a, type: fecha, formats: [yyyy-MM]}"),
        fields("{name: a, type: texto, min_length: 3, max_length: 2}"),
        fields("{name: a, type: texto, max_length: 5.0}"),
        fields("{name: a, type: decimal, precision: 3, scale: 4}"),
        fields("{name: a, type: decimal, decimal_separator: ';', thousands_separator: ';'}"),
        fields(
            "{name: a, type: texto, validation_rules: [{name: r, description: d, rule: 'df['}]}"),
        format("{type: CSV, delimiter: ',', quote: ','}"),
        format("{type: CSV, delimiter: '\\x', escape: '\\'}"),
        format("{type: CSV, delimiter: ',', quote: '/', escape: '/'}"),
        format("{type: CSV, delimiter: ',', encoding: utf-9}"),
        catalog("    key: [z]\n", FIELD),
        catalog("    policy: {max_error_ratio: 1e-1}\n", FIELD),
        replace("delimiter: \"|\"", "delimiter: |-\n          x"),
        replace("{type: ZIP}", "{type: EXCEL}"),
        replace("catalogs: [ventas, clientes]", "catalogs: [ventas, nada]"),
        replace("filename: clientes.csv", "filename: Ventas.CSV"),
        replace("filename: clientes.csv", "filename: '*.csv'"),
        replace("filename: clientes.csv", "filename: 'v[9-0].csv'"),
        replace("  clientes_dw:", "  Ventas_DW:"),
        replace("catalog: clientes\n", "catalog: nada\n"),
        replace("total: total}", "total: id_venta}"),
        replace("{folio: id_venta", "{nada: id_venta"),
        replace(
            "  clientes_dw:\n    catalog: clientes",
            "  clientes_dw:\n    catalog: clientes\n    strategy: UPSERT"));
  }

  @ParameterizedTest
  @MethodSource
  void beyond(String yaml) {
    Opinions opinions = SchemaJudge.of(yaml);
    assertThat(opinions.lintRefuses()).as(yaml).isTrue();
    assertThat(opinions.schema()).as(yaml).isEmpty();
  }
}
