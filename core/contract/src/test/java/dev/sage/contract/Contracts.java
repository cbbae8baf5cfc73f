package dev.sage.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;

/// Contracts for tests, and what is wrong with them.
final class Contracts {
  static final String GOOD =
      """
      sage_yaml:
        name: Ventas diarias
        description: Entrega diaria de distribuidores
        version: 1.0
        author: BI
        comments: ""
      catalogs:
        ventas:
          name: Ventas
          description: Ventas del día
          filename: ventas.csv
          file_format:
            type: CSV
            delimiter: "|"
            header: false
            encoding: latin-1
          fields:
            - name: folio
              type: entero
              required: true
              min: 1
            - name: codigo
              type: texto
              references: clientes.codigo
              validation_rules:
                - name: formato
                  description: C-nnn
                  rule: "df['codigo'].str.match('^C-[0-9]{3}$')"
                  severity: ERROR
            - name: fecha
              type: fecha
              formats: ["%d/%m/%Y"]
              min: 2024-01-01
              max: "31/12/2030"
            - name: hora
              type: fecha_hora
            - name: total
              type: decimal
              precision: 12
              scale: 2
              decimal_separator: ","
              thousands_separator: "."
              min: 0.5
            - name: pagado
              type: booleano
              null_values: [NULL, "-"]
          key: [folio]
          extra_columns: warn
          row_validation:
            - {name: positivo, description: "total > 0", rule: "df['total'] > 0", severity: warning}
          catalog_validation:
            - name: tope
              description: El total del archivo
              rule: df['total'].sum() < 1000000
          policy: {on_error: reject_rows, max_errors: 100, max_error_ratio: 0.05}
        clientes:
          name: Clientes
          description: Maestro de clientes
          filename: clientes.csv
          file_format: {type: CSV, delimiter: ",", header: true, quote: "'", escape: "\\\\"}
          fields:
            - {name: codigo, type: text, unique: true, pattern: "C-[0-9]{3}", max_length: 5}
            - {name: nombre, type: text, trim: true, min_length: 1}
            - {name: tipo, type: texto, enum: [A, B, no, 01], default: 01}
            - {name: alta, type: datetime}
            - {name: activo, type: boolean, default: no}
            - {name: nivel, type: integer, enum: [1, 2, 3], default: 2}
            - {name: dia, type: date, default: 2020-02-29}
          row_validation:
          catalog_validation: null
      packages:
        mes:
          name: Mes
          description: Entrega mensual
          file_format: {type: ZIP}
          catalogs: [ventas, clientes]
          package_validation:
            - name: clientes
              description: Todos los clientes existen
              rule: "df['ventas']['codigo'].isin(df['clientes']['codigo'])"
          policy: {}
      materializations:
        ventas_dw:
          catalog: ventas
          destination: {url: "postgresql://u:${env:X}@h/db"}
          table: dw.ventas
          strategy: append
          columns: {folio: id_venta, total: total}
        clientes_dw:
          catalog: clientes
      """;

  private Contracts() {}

  static LoadedContract load(String yaml) {
    return new ContractLoader().load(yaml.getBytes(UTF_8), false);
  }

  static Contract good(String yaml) {
    LoadedContract loaded = load(yaml);
    assertThat(loaded.problems()).isEmpty();
    return loaded.contract().orElseThrow();
  }

  static String replace(String old, String now) {
    assertThat(GOOD).contains(old);
    return GOOD.replace(old, now);
  }

  /// The contract with one catalog whose fields are `fields` (each a flow mapping).
  static String fields(String... fields) {
    return catalog(
        "", List.of(fields).stream().map(f -> "      - " + f + "\n").collect(Collectors.joining()));
  }

  /// The contract with one catalog; `more` are its other keys.
  static String catalog(String more, String fields) {
    return """
    sage_yaml: {name: n, description: d, version: v, author: a}
    packages: {}
    catalogs:
      ventas:
        name: Ventas
        description: d
        filename: ventas.csv
        file_format: {type: CSV, delimiter: ",", header: true}
    """
        + more
        + "    fields:\n"
        + fields;
  }

  /// `yaml` has one `→` before the place of its only problem, whose message has these words.
  static void problem(String yaml, boolean fatal, String... words) {
    int mark = yaml.indexOf('→');
    assertThat(mark).isNotNegative();
    LoadedContract loaded = load(yaml.replace("→", ""));
    assertThat(loaded.problems()).hasSize(1);
    Problem problem = loaded.problems().getFirst();
    String before = yaml.substring(0, mark);
    int line = (int) before.lines().count() + (before.endsWith("\n") ? 1 : 0);
    assertThat(problem.line()).as(problem.toString()).isEqualTo(Math.max(line, 1));
    assertThat(problem.column()).as(problem.toString()).isEqualTo(mark - before.lastIndexOf('\n'));
    assertThat(problem.fatal()).isEqualTo(fatal);
    assertThat(loaded.contract().isEmpty()).isEqualTo(fatal);
    assertThat(problem.message().en()).contains(words);
    assertThat(problem.message().es()).isNotEmpty();
  }
}
