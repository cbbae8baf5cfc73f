package dev.sage.contract;

import static dev.sage.contract.Contracts.good;
import static dev.sage.contract.Contracts.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.spi.Strategy;
import dev.sage.spi.ValueType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Steps of `transform`: what rows are after them, and what is wrong with them (`→` marks where).
class TransformTest {
  private static final String CONTRACT =
      """
      sage_yaml: {name: n, description: d, version: v, author: a}
      catalogs:
        ventas:
          name: Ventas
          description: d
          filename: ventas.csv
          file_format: {type: CSV, delimiter: ",", header: true}
          fields:
            - {name: folio, type: entero}
            - {name: cliente, type: texto, required: true}
            - {name: total, type: decimal, precision: 12, scale: 2}
            - {name: fecha, type: fecha}
          key: [folio]
          transform: [%s]
        clientes:
          name: Clientes
          description: d
          filename: clientes.csv
          file_format: {type: CSV, delimiter: ",", header: true}
          fields:
            - {name: codigo, type: texto}
            - {name: nombre, type: texto}
            - {name: nivel, type: entero}
      packages: {}
      %s
      """;

  static final String EVERY_STEP =
      contract(
          """
          {rename: {total: importe}},
          {derive: {iva: importe * 0.21, mes: {value: month(fecha), type: entero}}},
          {derive: {tasa: {value: importe / 3, type: decimal, precision: 10, scale: 2}}},
          {cast: {folio: texto, iva: {type: decimal, precision: 9, scale: 1, on_error: empty}}},
          {map: {field: cliente, into: zona, values: {a: 1, b: 2}, type: entero, default: 3}},
          {map: {field: cliente, catalog: clientes, key: codigo, value: nombre, missing: keep}},
          {replace: {field: cliente, find: a, with: b}},
          {replace: {field: cliente, pattern: 'a+', with: ''}},
          {replace: {field: folio, values: {'1': '2'}}},
          {filter: zona > 1},
          {lookup: {catalog: clientes, on: {cliente: codigo}, fields: {nombre: quien}, missing: empty}},
          {lookup: {table: [{k: x, v: y}], on: {cliente: k}, fields: [v]}},
          {join: {catalog: clientes, on: {cliente: codigo}, fields: [nivel], type: inner}},
          {deduplicate: {by: [folio], order: [importe desc], keep: last}},
          {drop: [tasa]},
          {select: [cliente, importe, nivel]},
          {aggregate: {by: [cliente], values: {n: count(*), t: {value: sum(importe), type: decimal, precision: 20, scale: 2}}}}
          """
              .replace("\n", ""));

  private static String contract(String steps) {
    return CONTRACT.formatted(steps, "");
  }

  private static Transform read(String steps) {
    return Contracts.load(contract(steps))
        .contract()
        .orElseThrow(() -> new AssertionError(Contracts.load(contract(steps)).problems()))
        .catalog("ventas")
        .orElseThrow()
        .transform();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          rename: {folio: id}                                        | id, cliente, total, fecha       | id
          select: [total, folio]                                     | total, folio                    | folio
          drop: [total, fecha]                                       | folio, cliente                  | folio
          drop: [folio]                                              | cliente, total, fecha           |
          derive: {mes: month(fecha)}                                | folio, cliente, total, fecha, mes | folio
          derive: {folio: folio + 1}                                 | folio, cliente, total, fecha    |
          cast: {folio: texto}                                       | folio, cliente, total, fecha    |
          filter: total > 0                                          | folio, cliente, total, fecha    | folio
          map: {field: cliente, values: {a: b}}                      | folio, cliente, total, fecha    | folio
          lookup: {catalog: clientes, on: {cliente: codigo}, fields: {nombre: quien}} | folio, cliente, total, fecha, quien | folio
          join: {catalog: clientes, on: {cliente: codigo}, fields: [nombre, nivel]} | folio, cliente, total, fecha, nombre, nivel |
          deduplicate: {by: [cliente]}                               | folio, cliente, total, fecha    | cliente
          deduplicate: {by: [fecha]}                                 | folio, cliente, total, fecha    | folio
          aggregate: {by: [cliente], values: {n: count(*)}}          | cliente, n                      | cliente
          aggregate: {by: [fecha], values: {n: count(*)}}            | fecha, n                        |
          """)
  void whatRowsAreAfterAStep(String step, String fields, String key) {
    Transform transform = read("{" + step + "}");

    assertThat(String.join(", ", transform.fields().stream().map(Field::name).toList()))
        .isEqualTo(fields);
    assertThat(transform.key()).isEqualTo(key == null ? List.of() : List.of(key));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          derive: {x: total * 2}                                  | Decimal[precision=38, scale=9]
          derive: {x: total}                                      | Decimal[precision=12, scale=2]
          derive: {x: folio / 2}                                  | Decimal[precision=38, scale=9]
          derive: {x: {value: folio / 2, type: entero}}           | Whole[]
          derive: {x: {value: total, type: decimal, precision: 5, scale: 1}} | Decimal[precision=5, scale=1]
          derive: {x: upper(cliente)}                             | Text[]
          derive: {x: folio > 1}                                  | Bool[]
          derive: {x: {value: fecha, type: fecha_hora}}           | DateTime[]
          derive: {x: {value: 'NULL', type: texto}}               | Text[]
          cast: {cliente: fecha_hora}; rename: {cliente: x}       | DateTime[]
          map: {field: cliente, into: x, values: {a: 1}, type: entero} | Whole[]
          lookup: {catalog: clientes, on: {cliente: codigo}, fields: {nivel: x}} | Whole[]
          aggregate: {values: {x: sum(folio)}}                    | Whole[]
          aggregate: {values: {x: min(total)}}                    | Decimal[precision=12, scale=2]
          aggregate: {values: {x: avg(folio)}}                    | Decimal[precision=38, scale=9]
          aggregate: {values: {x: max(fecha)}}                    | Date[]
          """)
  void theTypeOfANewField(String step, String type) {
    List<Field> fields = read("{" + step.replace("; ", "}, {") + "}").fields();
    ValueType found =
        fields.stream().filter(f -> f.name().equals("x")).findFirst().orElseThrow().type();
    assertThat(found).hasToString(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          →renam: {a: b}                                          | Did you mean 'rename'
          rename: {→folo: id}                                     | Did you mean 'folio'
          rename: →{folio: TOTAL}                                 | would be there twice
          select: →[]                                             | at least one field
          drop: →[folio, cliente, total, fecha]                   | No field would be left
          derive: {x: →totl * 2}                                  | Did you mean
          derive: {x: →sum(total)}                                | Only the row itself
          derive: {→Total: 1}                                     | Give it another name
          derive: {x: →'NULL'}                                    | It is not known of which type
          derive: {x: {value: →cliente, type: entero}}            | use a step 'cast'
          cast: {→x: entero}                                      | does not exist
          cast: {folio: →enter}                                   | Did you mean 'entero'
          cast: {folio: {type: texto, on_error: →nul}}            | cannot be 'nul'
          filter: →total                                          |
          filter: →total > sum(total)                             | Only the row itself
          map: →{field: cliente}                                  | in one way
          map: {field: folio, values: {→a: b}}                    | not a value of the type
          map: {field: folio, values: {1: b}, missing: →keep}     | another type
          map: {field: cliente, catalog: →cliente, key: codigo, value: nombre} | Did you mean 'clientes'
          map: {field: folio, catalog: clientes, key: →codigo, value: nombre} | different types
          replace: {field: →folio, find: a, with: b}              | text field only
          replace: {field: cliente, pattern: →'(?=a)', with: b}   | look-around
          replace: {field: cliente, find: →"\\0", with: b}        | NUL
          replace: {field: cliente, find: a, with: →"\\0"}        | NUL
          map: {field: cliente, values: {a: →"\\0"}}              | NUL
          replace: →{field: cliente}                              | in one way
          deduplicate: {by: →[]}                                  | At least one field
          deduplicate: {by: [folio], order: [→fecha down]}        | does not exist
          lookup: {catalog: →ventas, on: [folio], fields: [a]}    | another one is needed
          lookup: {catalog: clientes, on: {cliente: →nombr}, fields: [nivel]} | Did you mean 'nombre'
          lookup: {catalog: clientes, on: {cliente: codigo}, fields: {nombre: →total}} | Give it another name
          join: {catalog: clientes, on: {cliente: codigo}, fields: [nombre], type: →outer} | cannot be 'outer'
          aggregate: {values: {x: →total}}                        | One total
          aggregate: {values: {x: →sum(total) / 2}}               | One total
          aggregate: {by: [cliente], values: →{}}                 | At least one value
          """)
  void problems(String step, String words) {
    String yaml = contract("{" + step + "}").replace("    key: [folio]\n", "");
    problem(yaml, true, words == null ? "condition" : words);
  }

  @Test
  void aStepHasOneKey() {
    problem(contract("→{filter: total > 1, drop: [folio]}"), true, "one key");
    problem(contract("→filter"), true, "group of keys");
  }

  @Test
  void aKeyThatIsLostIsAWarning() {
    problem(contract("{drop: [folio]}").replace("transform:", "→transform:"), false, "'key'");
  }

  @Test
  void materializationsSeeTheRowsThatLeave() {
    String steps = "{rename: {folio: id}}, {derive: {iva: total * 0.21}}";
    Contract contract =
        good(
            CONTRACT.formatted(
                steps, "materializations: {m: {catalog: ventas, columns: {id: id, iva: iva}}}"));
    assertThat(contract.materializations().getFirst().strategy()).isEqualTo(Strategy.UPSERT);
    assertThat(contract.materializations().getFirst().key()).containsExactly("id");
    problem(
        CONTRACT.formatted(
            steps,
            "materializations: {m: {catalog: ventas, strategy: APPEND, columns: {→folio: id}}}"),
        true,
        "'folio' does not exist");
  }
}
