package dev.sage.contract;

import static dev.sage.contract.Contracts.catalog;
import static dev.sage.contract.Contracts.fields;
import static dev.sage.contract.Contracts.problem;
import static dev.sage.contract.Contracts.replace;

import org.junit.jupiter.api.Test;

/// One case for each problem; `→` marks its place.
class ContractProblemsTest {
  private static final String FIELD = "      - {name: a, type: texto}\n";

  private static void fatal(String yaml, String... words) {
    problem(yaml, true, words);
  }

  private static void format(String format, String... words) {
    String good = "file_format: {type: CSV, delimiter: \",\", header: true}";
    fatal(catalog("", FIELD).replace(good, "file_format: " + format), words);
  }

  private static void field(String field, String... words) {
    fatal(fields(field), words);
  }

  @Test
  void rootsThatAreNoMapping() {
    fatal("→- a\n- b\n", "group of keys", "a list");
    fatal("→hello\n", "group of keys", "'hello'");
    fatal("→", "empty");
    fatal("→# only a comment\n", "empty");
  }

  @Test
  void missingKeys() {
    fatal("→catalogs: {}\npackages: {}\n", "'sage_yaml'", "missing");
    fatal("→sage_yaml:\ncatalogs: {}\npackages: {}\n", "'sage_yaml'", "no value");
    fatal(
        catalog("", FIELD).replace("packages: {}\n", "").replace("sage_yaml", "→sage_yaml"),
        "'packages'");
    fatal(
        catalog("", FIELD).replace(", author: a", "").replace("{name: n,", "→{name: n,"),
        "'author'");
    fatal(catalog("", FIELD).replace("author: a", "→author:"), "'author'", "no value");
    fatal(
        catalog("", FIELD)
            .replace("    filename: ventas.csv\n", "")
            .replace("name: Ventas", "→name: Ventas"),
        "'filename'");
    field("→{type: texto}", "'name'");
    field("→{name: a}", "'type'");
  }

  @Test
  void wrongTypes() {
    fatal(replace("catalogs: [ventas, clientes]", "catalogs: →ventas"), "a list", "'ventas'");
    fatal(catalog("", FIELD).replace("packages: {}", "packages: →[a]"), "group of keys", "a list");
    field("{name: →[a], type: texto}", "a text");
    field("{name: a, type: texto, required: →1}", "true or false", "'1'");
    field("{name: →\"\", type: texto}", "empty");
    field("{name: a, type: texto, max_length: →x}", "whole number", "'x'");
    field("{name: a, type: texto, max_length: →\"10\"}", "whole number");
    field("{name: a, type: texto, max_length: →-1}", "whole number");
    fatal(catalog("", "      - →a\n"), "group of keys", "'a'");
    fatal(catalog("", "      →[]\n"), "at least one field");
  }

  @Test
  void booleansAreNotTexts() {
    format("{type: CSV, delimiter: \",\", header: →\"false\"}", "'false'", "without quotes");
    problem(fields("{name: a, type: texto, required: →yes}"), false, "read as true");
  }

  @Test
  void unknownKeysSayTheNearest() {
    problem(fields("{name: a, type: texto, →requierd: true}"), false, "Did you mean 'required'?");
    problem(fields("{name: a, type: texto, →zzzzzz: 1}"), false, "'zzzzzz'", "Accepted: 'name'");
    problem(
        replace("author: BI", "author: BI\n  →coments: x").replace("  comments: \"\"\n", ""),
        false,
        "'comments'");
    problem(catalog("    →encoding: utf-8\n", FIELD), false, "belongs in 'file_format.encoding'");
  }

  @Test
  void aSingleLetterIsNearToNothing() {
    fatal(catalog("    key: [→z]\n", FIELD), "'z'", "Accepted: 'a'");
  }

  @Test
  void repeatedKeysAndNames() {
    field("{name: a, type: texto, →name: b}", "'name'", "repeated", "line 10");
    fatal(
        fields("{name: a, type: texto}", "{name: →A, type: texto}"), "'A'", "repeated", "line 10");
    fatal(
        catalog("", FIELD)
            + "  →Ventas: {name: n, description: d, filename: f, file_format: {type: CSV, delimiter: ','}, fields: [{name: a, type: texto}]}\n",
        "'Ventas'",
        "'ventas'");
    fatal(
        replace("catalogs: [ventas, clientes]", "catalogs: [ventas, clientes, →ventas]"),
        "'ventas'",
        "repeated");
    fatal(replace("key: [folio]", "key: [folio, →folio]"), "'folio'", "repeated");
    problem(
        catalog(
            "    row_validation:\n    - {name: r, description: d, rule: \"df['a'].notnull()\"}\n    - {name: →r, description: d, rule: \"df['a'].notnull()\"}\n",
            FIELD),
        false,
        "'r'",
        "repeated");
  }

  @Test
  void unknownNames() {
    field("{name: a, type: →entro}", "'entro'", "Did you mean 'entero'?");
    field("{name: a, type: →string}", "'string'", "Did you mean 'texto'?");
    field("{name: a, type: →qqqqqqqq}", "'texto', 'text'");
    fatal(
        replace("catalogs: [ventas, clientes]", "catalogs: [ventas, →cliente]"),
        "'cliente'",
        "Did you mean 'clientes'?");
    fatal(replace("key: [folio]", "key: [→folios]"), "'folios'", "Did you mean 'folio'?");
    fatal(
        replace("references: clientes.codigo", "references: →clientes.codgo"),
        "'codgo'",
        "'codigo'");
    fatal(
        replace("references: clientes.codigo", "references: →client.codigo"),
        "'client'",
        "'clientes'");
    fatal(replace("references: clientes.codigo", "references: →codigo"), "catalog.field");
    fatal(replace("references: clientes.codigo", "references: →clientes.nivel"), "different types");
    fatal(replace("catalog: clientes\n", "catalog: →cliente\n"), "'cliente'", "'clientes'");
    fatal(replace("{folio: id_venta", "{→foli: id_venta"), "'foli'", "'folio'");
    fatal(replace("severity: ERROR", "severity: →eror"), "'eror'", "Did you mean 'error'?");
    fatal(replace("on_error: reject_rows", "on_error: →reject_row"), "'reject_rows'");
    fatal(replace("extra_columns: warn", "extra_columns: →warning"), "'warning'");
  }

  @Test
  void emptyListsOfWhatIsNotBuiltSayNothing() {}

  @Test
  void fileFormats() {
    format("{type: →CVS, delimiter: ','}", "'CVS'", "Did you mean 'CSV'?");
    format("→{type: CSV}", "'delimiter'", "missing");
    format("{type: CSV, delimiter: →''}", "empty");
    format("{type: CSV, delimiter: →\"a\\nb\"}", "line breaks");
    format("{type: CSV, delimiter: ',', quote: →','}", "conflict");
    format("{type: CSV, delimiter: →'\"'}", "conflict");
    format("{type: CSV, delimiter: ',', quote: →'ab'}", "single character", "'ab'");
    format("{type: CSV, delimiter: ',', quote: →\"\\n\"}", "single character");
    format("{type: CSV, delimiter: ',', →quote: }", "no value");
    format("{type: CSV, delimiter: ',', escape: →'\"'}", "same character");
    format("{type: CSV, delimiter: '\\x', escape: →'\\'}", "conflict");
    format("{type: CSV, delimiter: ',', quote: '', escape: →'\\'}", "inside quotes");
    format("{type: CSV, delimiter: ',', encoding: →utf-9}", "'utf-9'", "Did you mean 'utf-8'?");
    format("{type: CSV, delimiter: ',', encoding: →'??'}", "'??'");
    format("{type: CSV, delimiter: ',', header: true, extra_columns: →oops}", "'oops'");
  }

  @Test
  void aBareBarIsExplained() {
    String yaml = replace("delimiter: \"|\"", "delimiter: →|");
    fatal(yaml, "a | without quotes");
  }

  @Test
  void constraintsThatDoNotFitTheType() {
    field("{name: a, type: texto, →precision: 3}", "'precision'", "texto");
    field("{name: a, type: entero, →scale: 3}", "'scale'", "entero");
    field("{name: a, type: entero, →pattern: x}", "'pattern'", "only: texto");
    field("{name: a, type: fecha, →max_length: 3}", "'max_length'");
    field("{name: a, type: texto, →min: 3}", "'min'");
    field("{name: a, type: texto, →formats: [yyyy]}", "'formats'");
    field("{name: a, type: booleano, →enum: [si]}", "'enum'");
    field("{name: a, type: fecha, →decimal_separator: ','}", "'decimal_separator'");
    field("{name: a, type: entero, →trim: false}", "'trim: false'");
  }

  @Test
  void constraintsThatCannotHold() {
    field("{name: a, type: entero, min: →2.5}", "'2.5'", "entero");
    field("{name: a, type: entero, max: →99999999999999999999}", "not a value");
    field("{name: a, type: decimal, min: →x}", "'x'", "decimal");
    field("{name: a, type: decimal, precision: 4, scale: 2, max: →100}", "'100'");
    field("{name: a, type: fecha, min: →2024-02-30}", "'2024-02-30'");
    field("{name: a, type: fecha_hora, max: →'2024-01-01 25:00'}", "not a value");
    field("{name: a, type: entero, enum: [1, →x]}", "'x'");
    field("{name: a, type: texto, enum: [a, →null]}", "nothing");
    field("{name: a, type: entero, min: →10, max: 9}", "'min'", "greater");
    field("{name: a, type: fecha, min: →2024-01-02, max: 01/01/2024}", "greater");
    field("{name: a, type: texto, min_length: →3, max_length: 2}", "'min_length'", "greater");
    field("{name: a, type: decimal, precision: →39, scale: 2}", "1-38");
    field("{name: a, type: decimal, precision: 3, scale: →4}", "greater");
    field("{name: a, type: decimal, precision: →3}", "'scale'");
    field("{name: a, type: decimal, decimal_separator: ',', thousands_separator: →','}", "same");
    field("{name: a, type: decimal, thousands_separator: →'.'}", "same");
    field("{name: a, type: decimal, decimal_separator: →'5'}", "single character");
    field("{name: a, type: texto, pattern: →'(a'}", "missing `)`");
    field("{name: a, type: texto, pattern: →'[a'}", "`]`");
    field("{name: a, type: texto, pattern: →'*a'}", "Pattern");
    field("{name: a, type: texto, pattern: →'a)'}", "Pattern");
    field("{name: a, type: texto, pattern: →'a\\'}", "Pattern");
  }

  @Test
  void dateFormats() {
    field("{name: a, type: fecha, formats: [→yyyy-MM]}", "'yyyy-MM'", "day (dd)");
    field("{name: a, type: fecha, formats: [→yyyy-mm-dd]}", "month (MM)");
    field("{name: a, type: fecha, formats: [→dd-MMM-yyyy]}", "'MMM'");
    field("{name: a, type: fecha, formats: [→'%d/%b/%Y']}", "'%b'");
    field("{name: a, type: fecha, formats: [→'%d/%m/%Y%']}", "'%'");
    field("{name: a, type: fecha, formats: [→\"dd/MM/yyyy 'x\"]}", "not closed");
    field("{name: a, type: fecha, formats: [→dd/MM/yyyy dd]}", "twice");
    field("{name: a, type: fecha, formats: [→'[dd/MM/yyyy]']}", "not supported");
    field("{name: a, type: fecha, formats: →dd/MM/yyyy}", "a list");
    Contracts.good(
        fields(
            "{name: a, type: fecha_hora, formats: ['%Y-%m-%dT%H:%M:%S.%f', \"dd/MM/yy HH:mm 'h'\", ddMMyyyy]}"));
  }

  @Test
  void rules() {
    String start = "    row_validation:\n    - ";
    fatal(catalog(start + "→{name: r, description: d}\n", FIELD), "'rule'");
    fatal(catalog(start + "→{name: r, rule: \"df['a'].notnull()\"}\n", FIELD), "'description'");
    fatal(catalog(start + "{name: r, description: d, rule: →''}\n", FIELD), "empty");
    fatal(catalog(start + "{name: r, description: d, rule: →[a]}\n", FIELD), "a text");
    fatal(catalog(start + "→a > 1\n", FIELD), "group of keys");
    problem(
        catalog(
            start + "{name: r, description: d, rule: \"df['a'].notnull()\", →severty: error}\n",
            FIELD),
        false,
        "'severity'");
  }

  @Test
  void packages() {
    fatal(
        replace("{type: ZIP}", "{type: CSV}").replace("catalogs: [v", "catalogs: →[v"),
        "2 catalogs",
        "ZIP");
    fatal(replace("{type: ZIP}", "{type: →RAR}"), "'RAR'");
    fatal(
        replace("filename: clientes.csv", "filename: Ventas.CSV")
            .replace("catalogs: [v", "catalogs: →[v"),
        "same file",
        "'clientes'");
    fatal(
        catalog("", FIELD)
            .replace(
                "packages: {}",
                "packages: {p: {name: n, description: d, file_format: {type: ZIP}, catalogs: →[]}}"),
        "at least one");
  }

  @Test
  void aCatalogWithoutFieldsIsReportedOnce() {
    String yaml =
        catalog("    key: [a]\n", FIELD).replace(FIELD, "").replace("    fields:", "    →fields:");
    fatal(
        yaml + "materializations: {m: {catalog: ventas, strategy: APPEND, columns: {a: b}}}\n",
        "'fields'");
  }

  @Test
  void policies() {
    fatal(replace("max_errors: 100", "max_errors: →-1"), "whole number");
    fatal(replace("max_error_ratio: 0.05", "max_error_ratio: →1.5"), "0 to 1");
    fatal(replace("max_error_ratio: 0.05", "max_error_ratio: →5%"), "0 to 1", "'5%'");
    problem(replace("max_errors: 100", "→max_error: 100"), false, "'max_errors'");
  }

  @Test
  void materializations() {
    fatal(replace("table: dw.ventas", "table: →a.b.c"), "schema.table", "'a.b.c'");
    fatal(replace("table: dw.ventas", "table: →.ventas"), "schema.table");
    fatal(replace("total: total}", "total: →id_venta}"), "'id_venta'", "'folio'");
    fatal(replace("{url: \"postgresql://u:${env:X}@h/db\"}", "→{}"), "'url'");
    fatal(replace("strategy: append", "strategy: →apend"), "'apend'", "Did you mean 'APPEND'?");
    fatal(replace("  clientes_dw:\n    catalog: clientes", "  clientes_dw: →x"), "group of keys");
  }

  @Test
  void idsThatNoFileCouldHave() {
    for (String id : new String[] {"../x", "a/b", "a*", "'a\"'", ".x", "\"a\\nb\""}) {
      fatal(catalog("", FIELD).replace("  ventas:\n", "  →" + id + ":\n"), "not valid");
    }
  }
}
