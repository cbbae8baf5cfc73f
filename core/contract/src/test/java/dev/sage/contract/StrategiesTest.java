package dev.sage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.spi.SchemaMode;
import dev.sage.spi.Strategy;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a materialization may say of the rows that are there; `→` marks the place of a problem.
/// `ventas` has the key `folio`, `clientes` has none.
class StrategiesTest {

  @ParameterizedTest
  @EnumSource
  void everyStrategyIsReadInAnyCase(Strategy strategy) {
    for (String written : List.of(strategy.name(), strategy.name().toLowerCase(Locale.ROOT))) {
      assertThat(good("catalog: ventas, strategy: " + written).strategy()).isEqualTo(strategy);
    }
  }

  @Test
  void theUsualOneIsUpsertWhereThereIsAKey() {
    assertThat(good("catalog: ventas").strategy()).isEqualTo(Strategy.UPSERT);
    assertThat(good("catalog: ventas").key()).containsExactly("folio");
    assertThat(good("catalog: clientes").strategy()).isEqualTo(Strategy.APPEND);
    assertThat(good("catalog: clientes").key()).isEmpty();
    assertThat(loose("catalog: clientes, key: →[nombre]").strategy()).isEqualTo(Strategy.UPSERT);
  }

  @Test
  void aKeyOfItsOwnReplacesTheCatalogs() {
    assertThat(loose("catalog: ventas, key: →[fecha, codigo]").key())
        .containsExactly("fecha", "codigo");
    assertThat(good("catalog: ventas, strategy: FULL, key: [fecha]").key())
        .containsExactly("fecha");
    assertThat(good("catalog: ventas, key: []").key()).containsExactly("folio");
    assertThat(good("catalog: ventas, key: ").key()).containsExactly("folio");
  }

  @Test
  void aKeyThatMayBeRepeatedOrEmptyIsAWarning() {
    loose("catalog: clientes, key: →[codigo]"); // unique, but not required
    loose("catalog: ventas, key: →[folio, codigo]"); // the catalog's key and more, of which one may
    // be empty
    good("catalog: ventas, key: [folio]");
    good("catalog: ventas, strategy: DELETE_INSERT, key: [codigo]");
  }

  @Test
  void aPartitionTakesThePlaceOfAKey() {
    Materialization read =
        good("catalog: clientes, strategy: DELETE_INSERT, partition_by: [dia, tipo]");

    assertThat(read.partitionBy()).containsExactly("dia", "tipo");
    assertThat(read.key()).isEmpty();
  }

  @Test
  void aTableIsFrozenUnlessItMayGrow() {
    assertThat(good("catalog: ventas").schemaMode()).isEqualTo(SchemaMode.FREEZE);
    assertThat(good("catalog: ventas, schema_mode: freeze").schemaMode())
        .isEqualTo(SchemaMode.FREEZE);
    assertThat(good("catalog: ventas, schema_mode: Evolve").schemaMode())
        .isEqualTo(SchemaMode.EVOLVE);
    problem("catalog: ventas, schema_mode: →evolved", "'evolved'", "Did you mean 'evolve'?");
  }

  @Test
  void whatFindsRowsNeedsToKnowHow() {
    problem("catalog: clientes, strategy: →UPSERT", "UPSERT", "'key'", "'strategy: APPEND'");
    problem("catalog: clientes, strategy: →delete_insert", "'key'", "'partition_by'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"APPEND", "UPSERT", "TRUNCATE_INSERT", "FULL"})
  void aPartitionGoesWithDeleteInsertOnly(String strategy) {
    problem(
        "catalog: ventas, strategy: " + strategy + ", →partition_by: [fecha]",
        "'partition_by'",
        "DELETE_INSERT",
        strategy);
  }

  @Test
  void aPartitionAloneDoesNotChooseAStrategy() {
    problem("catalog: ventas, →partition_by: [fecha]", "DELETE_INSERT", "UPSERT");
    problem("catalog: clientes, →partition_by: [dia]", "DELETE_INSERT", "APPEND");
  }

  @Test
  void fieldsThatDoNotExistAreAnsweredWithTheNearest() {
    problem("catalog: ventas, key: [→foli]", "'foli'", "Did you mean 'folio'?");
    problem("catalog: ventas, key: [folio, →folio]", "'folio'", "repeated");
    problem("catalog: clientes, strategy: UPSERT, key: [→nombr]", "'nombr'", "'nombre'");
    problem("catalog: ventas, key: →folio", "a list");
    problem("catalog: clientes, strategy: DELETE_INSERT, partition_by: [→dias]", "'dias'", "'dia'");
  }

  @Test
  void whatIsNotLoadedCannotBeFound() {
    String columns = "catalog: ventas, columns: {total: t, fecha: f}";
    problem(columns + ", key: [fecha, →codigo]", "'codigo'", "'columns'");
    problem(columns + ", strategy: FULL, key: [→codigo]", "'codigo'", "'columns'");
    problem(
        columns + ", strategy: DELETE_INSERT, partition_by: [fecha, →codigo]",
        "'codigo'",
        "'columns'");
    problem("catalog: ventas, →columns: {total: t}", "'folio'", "APPEND");
    problem("catalog: ventas, strategy: DELETE_INSERT, →columns: {total: t}", "'folio'");
  }

  @Test
  void aKeyThatNobodyUsesNeedNotBeLoaded() {
    for (String strategy : List.of("APPEND", "FULL", "TRUNCATE_INSERT")) {
      assertThat(good("catalog: ventas, columns: {total: t}, strategy: " + strategy).key())
          .isEmpty();
    }
    assertThat(
            good("catalog: ventas, columns: {total: t}, strategy: DELETE_INSERT,"
                    + " partition_by: [total]")
                .key())
        .isEmpty();
  }

  @Test
  void oneMistakeIsReportedOnce() {
    problem("catalog: →venta, strategy: UPSERT, key: [folio]", "'venta'");
    problem("catalog: clientes, strategy: →UPSRT", "'UPSRT'", "Did you mean 'UPSERT'?");
    problem("catalog: clientes, strategy: →UPSRT, partition_by: [dia]", "'UPSRT'");
    problem("catalog: clientes, strategy: →[UPSERT]", "a text");
  }

  private static Materialization good(String flow) {
    return Contracts.good(contract(flow)).materializations().getFirst();
  }

  /// With one warning, at the arrow.
  private static Materialization loose(String flow) {
    Contracts.problem(contract(flow), false, "once only", "'key'");
    return Contracts.load(contract(flow.replace("→", "")))
        .contract()
        .orElseThrow()
        .materializations()
        .getFirst();
  }

  private static void problem(String flow, String... words) {
    Contracts.problem(contract(flow), true, words);
  }

  private static String contract(String flow) {
    String before = Contracts.GOOD.substring(0, Contracts.GOOD.indexOf("materializations:"));
    return before + "materializations:\n  dw: {" + flow + "}\n";
  }
}
