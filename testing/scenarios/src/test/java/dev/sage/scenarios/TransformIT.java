package dev.sage.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.contract.ContractLoader;
import dev.sage.contract.LoadedContract;
import dev.sage.contract.Policy.OnError;
import dev.sage.engine.Cancellation;
import dev.sage.engine.Engine;
import dev.sage.engine.EngineOptions;
import dev.sage.engine.ExecutionRequest;
import dev.sage.engine.Progress;
import dev.sage.spi.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What leaves of a delivery after each transformation, to output and to a destination alike.
final class TransformIT {
  private static final String VENTAS =
      """
      folio;cliente;pais;cantidad;precio;fecha;nota
      1;c1;ES;2;1.50;2026-01-01;uno
      2;c2;FR;3;2.00;2026-01-02;dos
      3;c1;ES;1;10.00;2026-01-03;
      4;c3;MX;4;0.25;2026-01-02;cuatro cuatro
      5;;;;;2026-01-05;cinco
      """;
  private static final String CLIENTES =
      """
      codigo;nombre;zona
      c1;Ana;1
      c2;Luis;2
      c4;Eva;
      """;

  @TempDir private Path folder;
  private final MemoryDestination destination = new MemoryDestination();
  private String ventas = VENTAS;
  private String clientes = CLIENTES;
  private OnError policy = OnError.REJECT_FILE;
  private Path last = Path.of("");
  private long partBytes = EngineOptions.DEFAULT_PART;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          rename: {folio: id, nota: texto}       | id, texto                        | 1,uno 2,dos 3,null 4,cuatro_cuatro 5,cinco
          select: [nota, folio]                  | *                                | uno,1 dos,2 null,3 cuatro_cuatro,4 cinco,5
          drop: [cliente, pais, cantidad, precio, fecha] | *                        | 1,uno 2,dos 3,null 4,cuatro_cuatro 5,cinco
          derive: {total: cantidad * precio}     | folio, total                     | 1,3.000000000 2,6.000000000 3,10.000000000 4,1.000000000 5,null
          derive: {total: {value: cantidad * precio / 3, type: decimal, precision: 9, scale: 2}} | folio, total | 1,1.00 2,2.00 3,3.33 4,0.33 5,null
          derive: {cantidad: cantidad + 1}       | folio, cantidad                  | 1,3 2,4 3,2 4,5 5,null
          derive: {grande: cantidad > 2}         | folio, grande                    | 1,false 2,true 3,false 4,true 5,false
          derive: {mes: month(fecha), que: "CASE WHEN pais = 'ES' THEN 'aquí' ELSE 'fuera' END"} | folio, mes, que | 1,1,aquí 2,1,fuera 3,1,aquí 4,1,fuera 5,1,fuera
          derive: {doble: "df['cantidad'] * 2"}  | folio, doble                     | 1,4 2,6 3,2 4,8 5,null
          cast: {folio: texto, cantidad: decimal} | folio, cantidad                 | 1,2.000000000 2,3.000000000 3,1.000000000 4,4.000000000 5,null
          cast: {precio: {type: decimal, precision: 5, scale: 2}, fecha: fecha_hora} | folio, precio, fecha | 1,1.50,2026-01-01_00:00:00.0 2,2.00,2026-01-02_00:00:00.0 3,10.00,2026-01-03_00:00:00.0 4,0.25,2026-01-02_00:00:00.0 5,null,2026-01-05_00:00:00.0
          cast: {precio: texto}                  | folio, precio                    | 1,1.5 2,2 3,10 4,0.25 5,null
          cast: {nota: {type: entero, on_error: empty}} | folio, nota               | 1,null 2,null 3,null 4,null 5,null
          map: {field: pais, values: {ES: España, FR: Francia, MX: México}} | folio, pais | 1,España 2,Francia 3,España 4,México 5,null
          map: {field: pais, values: {ES: España}, missing: keep} | folio, pais     | 1,España 2,FR 3,España 4,MX 5,null
          map: {field: pais, into: zona, values: {ES: 1}, type: entero, default: 9} | folio, pais, zona | 1,ES,1 2,FR,9 3,ES,1 4,MX,9 5,null,null
          map: {field: cantidad, values: {1: uno, 2: dos}, missing: empty} | folio, cantidad | 1,dos 2,null 3,uno 4,null 5,null
          map: {field: cliente, catalog: clientes, key: codigo, value: nombre, missing: keep} | folio, cliente | 1,Ana 2,Luis 3,Ana 4,c3 5,null
          map: {field: pais, values: {}, missing: empty} | folio, pais              | 1,null 2,null 3,null 4,null 5,null
          `derive: {texto: pais || '-' || cliente}` | folio, texto                    | 1,ES-c1 2,FR-c2 3,ES-c1 4,MX-c3 5,null
          replace: {field: nota, find: cuatro, with: 4} | folio, nota              | 1,uno 2,dos 3,null 4,4_4 5,cinco
          replace: {field: nota, pattern: '[aeiou]+', with: '\\1'} | folio, nota    | 1,\\1n\\1 2,d\\1s 3,null 4,c\\1tr\\1_c\\1tr\\1 5,c\\1nc\\1
          replace: {field: cantidad, values: {2: 20, 3: 30}} | folio, cantidad      | 1,20 2,30 3,1 4,4 5,null
          filter: cantidad > 1 AND pais != 'MX'  | folio                            | 1 2
          filter: cliente IS NOT NULL            | folio                            | 1 2 3 4
          deduplicate: {by: [pais]}              | folio                            | 1 2 4 5
          deduplicate: {by: [pais], keep: last}  | folio                            | 2 3 4 5
          deduplicate: {by: [pais], order: [precio desc]} | folio                   | 2 3 4 5
          deduplicate: {by: [fecha], order: [cantidad], keep: last} | folio         | 1 3 4 5
          lookup: {catalog: clientes, on: {cliente: codigo}, fields: {nombre: quien, zona: zona}, missing: empty} | folio, quien, zona | 1,Ana,1 2,Luis,2 3,Ana,1 4,null,null 5,null,null
          lookup: {table: [{p: ES, n: 34}, {p: FR, n: 33}], on: {pais: p}, fields: {n: prefijo}, missing: empty} | folio, prefijo | 1,34 2,33 3,34 4,null 5,null
          join: {catalog: clientes, on: {cliente: codigo}, fields: [nombre]} | folio, nombre | 1,Ana 2,Luis 3,Ana 4,null 5,null
          join: {catalog: clientes, on: {cliente: codigo}, fields: [nombre], type: inner} | folio, nombre | 1,Ana 2,Luis 3,Ana
          aggregate: {by: [cliente], values: {n: count(*), total: sum(cantidad * precio), ultima: max(fecha), media: avg(cantidad)}} | * | c1,2,13.000000000,2026-01-03,1.500000000 c2,1,6.000000000,2026-01-02,3.000000000 c3,1,1.000000000,2026-01-02,4.000000000 null,1,0E-9,2026-01-05,null
          aggregate: {values: {n: count(*), distintos: count(DISTINCT pais), nota: min(nota)}} | * | 5,3,cinco
          """)
  void aStep(String step, String select, String expected) throws IOException {
    assertThat(run(step)).isZero();
    assertThat(output(select)).containsExactlyElementsOf(rows(expected));
    assertThat(destination.copied.get()).isEqualTo(rows(expected).size());
  }

  private static List<String> rows(String text) {
    return Stream.of(text.strip().split(" ")).map(row -> row.replace('_', ' ')).toList();
  }

  @Test
  void stepsSeeWhatTheStepsBeforeThemMade() throws IOException {
    int exit =
        run(
            """
            rename: {folio: id}
            derive: {total: cantidad * precio, iva: {value: 'round(total * 0.21, 2)', type: decimal, precision: 12, scale: 2}}
            filter: total > 1
            map: {field: pais, values: {ES: España, FR: Francia}}
            lookup: {catalog: clientes, on: {cliente: codigo}, fields: [nombre]}
            select: [nombre, pais, iva, id]
            """
                .split("\n"));

    assertThat(exit).isZero();
    assertThat(output("*"))
        .containsExactly("Ana,España,0.63,1", "Luis,Francia,1.26,2", "Ana,España,2.10,3");
    assertThat(summary("filtered")).isEqualTo(2);
    assertThat(summary("accepted")).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void manyPartsMakeTheSameRowsAsOne(int threads) throws IOException {
    ventas = many();
    String[] steps = {
      "derive: {total: cantidad * precio}",
      "filter: cantidad > 2",
      "lookup: {catalog: clientes, on: {cliente: codigo}, fields: [nombre], missing: empty}",
      "select: [folio, total, nombre]"
    };
    assertThat(run(threads, steps)).isZero();
    List<String> whole = output("*");
    partBytes = 4 << 10;
    assertThat(run(threads, steps)).isZero();

    assertThat(output("*")).hasSize(3_000).isEqualTo(whole);
    assertThat(summary("filtered")).isEqualTo(2_000);
    assertThat(destination.copied.get()).isEqualTo(6_000);
  }

  @Test
  void rowsOfManyPartsAreTakenTogether() throws IOException {
    ventas = many();
    partBytes = 4 << 10;
    assertThat(run("deduplicate: {by: [cliente, cantidad], keep: last}", "select: [folio]"))
        .isZero();

    assertThat(output("*")).hasSize(20).first().isEqualTo("4980");
    assertThat(summary("filtered")).isEqualTo(4_980);
  }

  private static String many() {
    return "folio;cliente;pais;cantidad;precio;fecha;nota\n"
        + IntStream.range(0, 5_000)
            .mapToObj(i -> "%d;c%d;ES;%d;1.25;2026-01-01;n\n".formatted(i, i % 4 + 1, i % 5 + 1))
            .collect(Collectors.joining());
  }

  @Test
  void whatAStepHasNothingToMakeOfIsAFindingAndNothingLeaves() throws IOException {
    assertThat(run("cast: {nota: entero}")).isEqualTo(1);

    assertThat(findings())
        .containsExactly(
            "1:2:nota:RULE:uno",
            "2:3:nota:RULE:dos",
            "4:5:nota:RULE:cuatro cuatro",
            "5:6:nota:RULE:cinco");
    assertThat(report().path("validation").path("failures").path(0).path("message").asString())
        .contains("no es un número entero")
        .contains("paso 1 de transform: cast");
    assertThat(destination.committed).isEmpty();
    assertThat(last.resolve("output")).doesNotExist();
  }

  @Test
  void underRejectRowsOnlyTheOtherRowsLeave() throws IOException {
    policy = OnError.REJECT_ROWS;
    assertThat(run("map: {field: pais, values: {ES: España, MX: México}}")).isEqualTo(1);

    assertThat(findings()).containsExactly("2:3:pais:RULE:FR");
    assertThat(report().path("validation").path("failures").path(0).path("message").asString())
        .contains("no es uno de los valores previstos; use ES, MX");
    assertThat(output("folio, pais")).containsExactly("1,España", "3,España", "4,México", "5,null");
    assertThat(report().path("summary").path("rejected").asLong()).isEqualTo(1);
    assertThat(Files.readString(last.resolve("rejects/ventas.csv"))).contains("2;c2;FR");
  }

  @Test
  void aRowThatTakesThePlaceOfARejectedOneIsLookedAtToo() throws IOException {
    policy = OnError.REJECT_ROWS;
    ventas = VENTAS.replace("dos", "22").replace("cinco", "55");
    assertThat(run("deduplicate: {by: [pais]}", "cast: {nota: entero}")).isEqualTo(1);

    assertThat(findings()).containsExactly("1:2:nota:RULE:uno", "4:5:nota:RULE:cuatro cuatro");
    assertThat(output("folio, nota")).containsExactly("2,22", "3,null", "5,55");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          derive: {x: cantidad * 9000000000000000000}       | 1:2:x 2:3:x 4:5:x
          derive: {x: precio / (cantidad - 2)}              | 1:2:x
          derive: {x: {value: precio * 1000, type: decimal, precision: 4, scale: 0}} | 3:4:x
          lookup: {catalog: clientes, on: {cliente: codigo}, fields: [nombre]} | 4:5:cliente
          cast: {precio: entero}                            | 1:2:precio 4:5:precio
          """)
  void valuesThatDoNotFit(String step, String places) throws IOException {
    assertThat(run(step)).isEqualTo(1);
    assertThat(findings().stream().map(f -> f.replaceAll(":RULE:.*", "")))
        .containsExactlyElementsOf(List.of(places.strip().split(" ")));
  }

  @Test
  void aKeyThatIsThereTwiceIsNotGuessedAt() throws IOException {
    clientes = CLIENTES + "c2;Otro;3\n";
    assertThat(
            run(
                "lookup: {catalog: clientes, on: {cliente: codigo}, fields: [nombre], missing: empty}"))
        .isEqualTo(1);
    assertThat(findings()).containsExactly("2:3:cliente:RULE:c2");
  }

  @Test
  void aTotalThatDoesNotFitRefusesTheFile() throws IOException {
    policy = OnError.REJECT_ROWS;
    assertThat(
            run(
                "derive: {x: cantidad * 4000000000000000000}",
                "filter: x > 0",
                "aggregate: {values: {t: sum(x)}}"))
        .isEqualTo(1);
    assertThat(findings()).isNotEmpty();
    assertThat(destination.committed).isEmpty();
  }

  @Test
  void aRejectedRowIsNeitherTransformedNorLookedUp() throws IOException {
    policy = OnError.REJECT_ROWS;
    ventas = VENTAS + "6;c4;ES;x;1;2026-01-01;mala\n";
    clientes = CLIENTES.replace("c1;Ana;1", "c1;Ana;x");
    assertThat(
            run(
                "lookup: {catalog: clientes, on: {cliente: codigo}, fields: [nombre], missing: empty}"))
        .isEqualTo(1);
    assertThat(output("folio, nombre"))
        .containsExactly("1,null", "2,Luis", "3,null", "4,null", "5,null");
  }

  @Test
  void emptyFilesLeaveEmpty() throws IOException {
    ventas = "folio;cliente;pais;cantidad;precio;fecha;nota\n";
    assertThat(
            run(
                "derive: {total: cantidad * precio}",
                "filter: total > 1",
                "deduplicate: {by: [total]}"))
        .isZero();
    assertThat(output("folio, total")).isEmpty();
  }

  @Test
  void aCatalogThatIsLookedIntoMustCome() {
    Desk desk = Desk.in(folder);
    Path contract =
        desk.file(
            "contract.yaml",
            contract("lookup: {catalog: clientes, on: {cliente: codigo}, fields: [nombre]}"));
    Ran ran = desk.sage("check", contract, desk.file("ventas.csv", VENTAS), "--catalog", "ventas");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("'clientes'").contains("package");
  }

  @Test
  void aCheckSaysWhatWouldBeFiltered() throws IOException {
    assertThat(execute(false, 2, "filter: cantidad > 1")).isZero();
    assertThat(summary("filtered")).isEqualTo(2);
    assertThat(last.resolve("output")).doesNotExist();
  }

  private int run(String... steps) throws IOException {
    return execute(true, 2, steps);
  }

  private int run(int threads, String... steps) throws IOException {
    return execute(true, threads, steps);
  }

  private int execute(boolean load, int threads, String... steps) throws IOException {
    Desk desk = Desk.in(folder);
    Path data = folder.resolve("entrega.zip");
    Files.write(data, Zips.of("ventas.csv", ventas, "clientes.csv", clientes));
    byte[] yaml = contract(steps).getBytes(StandardCharsets.UTF_8);
    desk.file("contract.yaml", contract(steps));
    LoadedContract loaded = new ContractLoader().load(yaml, true);
    Path out = Files.createTempDirectory(folder, "run").resolve("out");
    ExecutionRequest request =
        new ExecutionRequest(
            UUID.randomUUID(),
            loaded.contract().orElseThrow(() -> new AssertionError(loaded.problems().toString())),
            yaml,
            "contract.yaml",
            data,
            out,
            Optional.empty(),
            Optional.empty(),
            Optional.of(policy),
            load,
            List.of(),
            Language.ES,
            new EngineOptions(EngineOptions.DEFAULT_MEMORY, threads, partBytes, false));
    last = out;
    return new Engine(Clock.systemUTC(), _ -> destination)
        .execute(request, Progress.SILENT, new Cancellation())
        .exit();
  }

  private static String contract(String... steps) {
    String list =
        List.of(steps).stream().map(step -> "      - " + step + "\n").collect(Collectors.joining());
    return """
    sage_yaml: {name: n, description: d, version: '1', author: a}
    catalogs:
      ventas:
        name: Ventas
        description: Ventas
        filename: ventas.csv
        file_format: {type: CSV, delimiter: ";", header: true}
        fields:
          - {name: folio, type: entero}
          - {name: cliente, type: texto}
          - {name: pais, type: texto}
          - {name: cantidad, type: entero}
          - {name: precio, type: decimal}
          - {name: fecha, type: fecha}
          - {name: nota, type: texto}
        transform:
    %s  clientes:
        name: Clientes
        description: Clientes
        filename: clientes.csv
        file_format: {type: CSV, delimiter: ";", header: true}
        fields:
          - {name: codigo, type: texto}
          - {name: nombre, type: texto}
          - {name: zona, type: entero}
    packages:
      p: {name: P, description: P, file_format: {type: ZIP}, catalogs: [ventas, clientes]}
    materializations:
      m: {catalog: ventas, destination: d, table: t}
    """
        .formatted(list);
  }

  private List<String> output(String select) {
    return Tables.parquet(last.resolve("output/ventas.parquet"), "SELECT " + select + " @").stream()
        .map(row -> String.join(",", row))
        .toList();
  }

  private JsonNode report() {
    return JsonMapper.shared().readTree(last.resolve("report.json"));
  }

  private long summary(String name) {
    return report().path("summary").path(name).asLong();
  }

  private List<String> findings() {
    List<String> all = new ArrayList<>();
    for (JsonNode f : report().path("validation").path("failures")) {
      if (f.path("catalog").asString().equals("ventas")) {
        all.add(
            "%s:%s:%s:%s:%s"
                .formatted(
                    Ran.text(f, "record"),
                    Ran.text(f, "line"),
                    Ran.text(f, "field"),
                    Ran.text(f, "code"),
                    Ran.text(f, "value")));
      }
    }
    return all;
  }
}
