package dev.sage.contract;

import static dev.sage.contract.Contracts.good;
import static dev.sage.contract.Contracts.load;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.spi.SchemaMode;
import dev.sage.spi.Severity;
import dev.sage.spi.Strategy;
import dev.sage.spi.TableName;
import dev.sage.spi.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ContractLoaderTest {
  private static Catalog catalog(String id) {
    return good(Contracts.GOOD).catalog(id).orElseThrow();
  }

  private static DeliveryPackage mes() {
    return Objects.requireNonNull(good(Contracts.GOOD).packages().get("mes"));
  }

  private static Field field(String catalog, String name) {
    return catalog(catalog).field(name).orElseThrow();
  }

  @Test
  void readsTheHeaderAndTheOrderOfEverything() {
    Contract contract = good(Contracts.GOOD);

    assertThat(contract.name()).isEqualTo("Ventas diarias");
    assertThat(contract.version()).isEqualTo("1.0");
    assertThat(contract.author()).isEqualTo("BI");
    assertThat(contract.catalogs().keySet()).containsExactly("ventas", "clientes");
    assertThat(catalog("ventas").fields())
        .extracting(Field::name)
        .containsExactly("folio", "codigo", "fecha", "hora", "total", "pagado");
  }

  @Test
  void readsTheTypesInBothLanguages() {
    assertThat(catalog("ventas").fields())
        .extracting(Field::type)
        .containsExactly(
            ValueType.WHOLE,
            ValueType.TEXT,
            ValueType.DATE,
            ValueType.DATE_TIME,
            new ValueType.Decimal(12, 2),
            ValueType.BOOL);
    assertThat(catalog("clientes").fields())
        .extracting(Field::type)
        .containsExactly(
            ValueType.TEXT,
            ValueType.TEXT,
            ValueType.TEXT,
            ValueType.DATE_TIME,
            ValueType.BOOL,
            ValueType.WHOLE,
            ValueType.DATE);
  }

  @Test
  void readsTheFormatOfTheFile() {
    assertThat(catalog("ventas").format())
        .isEqualTo(
            new CsvFormat(
                "|", false, Optional.of('"'), Optional.empty(), Optional.of("ISO-8859-1")));
    assertThat(catalog("clientes").format())
        .isEqualTo(
            new CsvFormat(",", true, Optional.of('\''), Optional.of('\\'), Optional.empty()));
  }

  @Test
  void aBackslashAndATAreATabInAnyQuotes() {
    for (String tab : List.of("\"\\t\"", "'\\t'", "\\t")) {
      Contract contract = good(Contracts.replace("delimiter: \"|\"", "delimiter: " + tab));
      assertThat(contract.catalog("ventas").orElseThrow().format())
          .isInstanceOfSatisfying(
              CsvFormat.class, csv -> assertThat(csv.delimiter()).isEqualTo("\t"));
    }
  }

  @Test
  void anEmptyQuoteMeansNoQuoting() {
    Contract contract =
        good(Contracts.replace("quote: \"'\", escape: \"\\\\\"", "quote: \"\", encoding: auto"));
    CsvFormat format = (CsvFormat) contract.catalog("clientes").orElseThrow().format();
    assertThat(format.quote()).isEmpty();
    assertThat(format.encoding()).isEmpty();
  }

  @Test
  void readsConstraintsAndReading() {
    assertThat(field("clientes", "codigo").unique()).isTrue();
    assertThat(field("clientes", "codigo").constraints().pattern().orElseThrow().text())
        .isEqualTo("C-[0-9]{3}");
    assertThat(field("clientes", "codigo").constraints().maxLength()).isEqualTo(OptionalInt.of(5));
    assertThat(field("clientes", "nombre").reading().trim()).isTrue();
    assertThat(field("clientes", "tipo").constraints().allowed())
        .containsExactly("A", "B", "no", "01");
    assertThat(field("ventas", "pagado").reading().nullValues()).containsExactly("NULL", "-");
    assertThat(field("ventas", "codigo").constraints().references())
        .contains(new FieldReference("clientes", "codigo"));
  }

  @Test
  void limitsInYamlsNotationAreTurnedIntoTheFiles() {
    assertThat(field("ventas", "total").constraints().min()).contains("0,5");
    assertThat(field("ventas", "total").reading().thousandsSeparator()).contains('.');
    assertThat(field("ventas", "fecha").reading().formats()).containsExactly("dd/MM/yyyy");
    assertThat(field("ventas", "fecha").constraints().min()).contains("01/01/2024");
    assertThat(field("ventas", "fecha").constraints().max()).contains("31/12/2030");
  }

  @Test
  void aKeyMakesItsFieldsRequired() {
    String yaml = Contracts.replace("        required: true\n", "");
    Catalog catalog = good(yaml).catalog("ventas").orElseThrow();
    assertThat(catalog.key()).containsExactly("folio");
    assertThat(catalog.field("folio").orElseThrow().required()).isTrue();
    assertThat(catalog.field("total").orElseThrow().required()).isFalse();
  }

  @Test
  void readsRulesOfEveryLevel() {
    Catalog ventas = catalog("ventas");
    Rule rule = field("ventas", "codigo").rules().getFirst();
    assertThat(rule.name()).isEqualTo("formato");
    assertThat(rule.text()).isEqualTo("df['codigo'].str.match('^C-[0-9]{3}$')");
    assertThat(rule.severity()).isEqualTo(Severity.ERROR);
    assertThat(ventas.rowRules().getFirst().severity()).isEqualTo(Severity.WARNING);
    assertThat(ventas.catalogRules()).extracting(Rule::name).containsExactly("tope");
    assertThat(catalog("clientes").rowRules()).isEmpty();
    assertThat(mes().rules()).extracting(Rule::name).containsExactly("clientes");
  }

  @Test
  void readsPoliciesAndPackages() {
    DeliveryPackage mes = mes();
    assertThat(mes.format()).isEqualTo(DeliveryPackage.PackageFormat.ZIP);
    assertThat(mes.catalogs()).containsExactly("ventas", "clientes");
    assertThat(mes.policy()).contains(Policy.DEFAULT);
    assertThat(catalog("clientes").policy()).isEmpty();
    assertThat(catalog("ventas").policy())
        .contains(
            new Policy(Policy.OnError.REJECT_ROWS, OptionalLong.of(100), OptionalDouble.of(0.05)));
    assertThat(catalog("ventas").extraColumns()).isEqualTo(ExtraColumns.WARN);
    assertThat(catalog("clientes").extraColumns()).isEqualTo(ExtraColumns.ERROR);
  }

  @Test
  void extraColumnsMayStandInTheFileFormat() {
    String yaml =
        Contracts.GOOD
            .replace("    extra_columns: warn\n", "")
            .replace("encoding: latin-1", "extra_columns: Ignore");
    assertThat(good(yaml).catalog("ventas").orElseThrow().extraColumns())
        .isEqualTo(ExtraColumns.IGNORE);
  }

  @Test
  void readsMaterializationsAndTheirDefaults() {
    List<Materialization> all = good(Contracts.GOOD).materializations();
    assertThat(all.get(0))
        .isEqualTo(
            new Materialization(
                "ventas_dw",
                "ventas",
                "postgresql://u:${env:X}@h/db",
                new TableName("dw", "ventas"),
                Strategy.APPEND,
                List.of("folio"),
                Map.of("folio", "id_venta", "total", "total"),
                List.of(),
                SchemaMode.FREEZE));
    assertThat(all.get(0).columns().keySet()).containsExactly("folio", "total");
    assertThat(all.get(1))
        .isEqualTo(
            new Materialization(
                "clientes_dw",
                "clientes",
                "warehouse",
                new TableName("", "clientes"),
                Strategy.APPEND,
                List.of(),
                Map.of(),
                List.of(),
                SchemaMode.FREEZE));
  }

  @Test
  void emptyCatalogsAndPackagesAreAContract() {
    String header = "sage_yaml: {name: n, description: '', version: 2, author: a}\n";
    assertThat(good(header + "catalogs: {}\npackages: {}\n").catalogs()).isEmpty();
    assertThat(good(header + "catalogs:\npackages:\n").packages()).isEmpty();
  }

  @Test
  void toleratesByteOrderMarksAndWindowsLineEnds() {
    byte[] bom = ("\uFEFF" + Contracts.GOOD.replace("\n", "\r\n")).getBytes(UTF_8);
    LoadedContract loaded = new ContractLoader().load(bom, true);
    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.contract()).contains(good(Contracts.GOOD));

    byte[] wide = ("\uFEFF" + Contracts.GOOD).getBytes(java.nio.charset.StandardCharsets.UTF_16LE);
    assertThat(new ContractLoader().load(wide, true).contract()).contains(good(Contracts.GOOD));
  }

  @Test
  void mergesYamlBases() {
    String yaml =
        Contracts.fields(
            "&base {name: a, type: decimal, required: true}", "{<<: *base, name: b, unique: true}");
    Field field = good(yaml).catalog("ventas").orElseThrow().field("b").orElseThrow();
    assertThat(field.type()).isEqualTo(ValueType.DECIMAL);
    assertThat(field.required()).isTrue();
    assertThat(field.unique()).isTrue();
  }

  @Test
  void reportsEverythingAtOnceInTheOrderOfTheFile() {
    String yaml =
        """
        sage_yaml: {name: n, description: d, author: a}
        catalogs:
          ventas:
            name: Ventas
            descripcion: d
            filename: ventas.xlsx
            file_format: {type: EXCL}
            fields:
              - {name: a, type: entro}
              - {name: a, type: texto, precision: 3}
            key: [b]
        packages:
          mes: {name: m, description: d, file_format: {type: CSV}, catalogs: [venta]}
        """;
    LoadedContract loaded = load(yaml);
    assertThat(loaded.contract()).isEmpty();
    assertThat(loaded.problems())
        .extracting(problem -> problem.line() + ":" + problem.column() + " " + problem.path())
        .containsExactly(
            "1:12 sage_yaml",
            "4:5 catalogs.ventas",
            "5:5 catalogs.ventas.descripcion",
            "7:25 catalogs.ventas.file_format.type",
            "9:25 catalogs.ventas.fields[0].type",
            "10:16 catalogs.ventas.fields[1].name",
            "10:32 catalogs.ventas.fields[1].precision",
            "11:11 catalogs.ventas.key[0]",
            "13:71 packages.mes.catalogs[0]");
  }

  @Test
  void unknownKeysAreWarningsAndErrorsWhenStrict() {
    String yaml = Contracts.replace("author: BI", "author: BI\n  path: /tmp");
    byte[] bytes = yaml.getBytes(UTF_8);
    assertThat(new ContractLoader().load(bytes, false).contract()).isPresent();
    assertThat(new ContractLoader().load(bytes, false).problems())
        .extracting(Problem::fatal)
        .containsExactly(false);
    assertThat(new ContractLoader().load(bytes, true).contract()).isEmpty();
    assertThat(new ContractLoader().load(bytes, true).problems())
        .extracting(Problem::fatal)
        .containsExactly(true);
  }
}
