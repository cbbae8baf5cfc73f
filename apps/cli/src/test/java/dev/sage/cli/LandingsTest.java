package dev.sage.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.cli.Invocation.Execute;
import dev.sage.contract.Catalog;
import dev.sage.contract.Constraints;
import dev.sage.contract.Contract;
import dev.sage.contract.CsvFormat;
import dev.sage.contract.ExtraColumns;
import dev.sage.contract.Field;
import dev.sage.contract.Materialization;
import dev.sage.contract.Reading;
import dev.sage.contract.Transform;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.SageException;
import dev.sage.spi.SchemaMode;
import dev.sage.spi.Strategy;
import dev.sage.spi.TableName;
import dev.sage.spi.ValueType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LandingsTest {

  @Test
  void nothing_said_leaves_it_to_the_contract() {
    assertThat(landings("", catalog("ventas"))).isEmpty();
  }

  @Test
  void a_table_alone_goes_to_the_warehouse() {
    assertThat(landings("--table dw.ventas", catalog("ventas")))
        .containsExactly(
            new Materialization(
                "cli:dw.ventas",
                "ventas",
                "warehouse",
                new TableName("dw", "ventas"),
                Strategy.APPEND,
                List.of(),
                Map.of(),
                List.of(),
                SchemaMode.FREEZE));
  }

  @Test
  void a_destination_alone_takes_table_and_key_of_the_catalog() {
    Materialization made =
        landings("--to postgresql://h/d", catalog("ventas", "codigo")).getFirst();

    assertThat(made.destination()).isEqualTo("postgresql://h/d");
    assertThat(made.id()).isEqualTo("cli:ventas");
    assertThat(made.strategy()).isEqualTo(Strategy.UPSERT);
    assertThat(made.key()).containsExactly("codigo");
  }

  @Test
  void several_catalogs_need_one_to_be_named() {
    assertThatThrownBy(() -> landings("--table t", catalog("ventas"), catalog("clientes")))
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
        .hasMessageContaining("--catalog (ventas, clientes)");
    assertThat(
            landings("--table t --catalog clientes", catalog("ventas"), catalog("clientes"))
                .getFirst()
                .catalog())
        .isEqualTo("clientes");
  }

  @Test
  void unknown_names_are_answered_with_the_nearest() {
    assertThatThrownBy(() -> landings("--table t --catalog venta", catalog("ventas")))
        .hasMessageContaining("¿Quiso decir ventas?");
    assertThatThrownBy(() -> landings("--table t --key codgo", catalog("ventas")))
        .hasMessageContaining("¿Quiso decir codigo?");
  }

  @Test
  void a_strategy_that_needs_a_key_is_refused_without_one() {
    assertThatThrownBy(() -> landings("--strategy UPSERT", catalog("ventas")))
        .hasMessageContaining("UPSERT necesita una clave");
  }

  @Test
  void a_partition_takes_the_place_of_a_key_for_delete_insert_only() {
    Materialization made =
        landings("--strategy delete_insert --partition-by codigo", catalog("ventas")).getFirst();

    assertThat(made.strategy()).isEqualTo(Strategy.DELETE_INSERT);
    assertThat(made.partitionBy()).containsExactly("codigo");
    assertThatThrownBy(() -> landings("--strategy DELETE_INSERT", catalog("ventas")))
        .hasMessageContaining("DELETE_INSERT necesita una clave");
    assertThatThrownBy(() -> landings("--partition-by codigo", catalog("ventas")))
        .hasMessageContaining("--strategy DELETE_INSERT");
    assertThatThrownBy(
            () -> landings("--strategy DELETE_INSERT --partition-by codgo", catalog("ventas")))
        .hasMessageContaining("--partition-by")
        .hasMessageContaining("¿Quiso decir codigo?");
  }

  @Test
  void a_table_may_grow_when_asked() {
    Materialization made = landings("--schema-mode evolve", catalog("ventas")).getFirst();

    assertThat(made.schemaMode()).isEqualTo(SchemaMode.EVOLVE);
    assertThat(made.table()).isEqualTo(new TableName("", "ventas"));
  }

  private static List<Materialization> landings(String options, Catalog... catalogs) {
    Map<String, Catalog> byId = new LinkedHashMap<>();
    Arrays.stream(catalogs).forEach(catalog -> byId.put(catalog.id(), catalog));
    Contract contract = new Contract("n", "d", "1", "a", byId, Map.of(), List.of());
    Execute execute = (Execute) Sentence.read(("run c.yaml d.csv " + options).strip().split(" "));
    return new Landings(contract, Language.ES).of(execute);
  }

  private static Catalog catalog(String id, String... key) {
    Field codigo =
        new Field(
            "codigo", ValueType.TEXT, false, false, Constraints.NONE, Reading.DEFAULT, List.of());
    return new Catalog(
        id,
        id,
        id,
        id + ".csv",
        new CsvFormat(";", true, Optional.of('"'), Optional.empty(), Optional.empty()),
        List.of(codigo),
        List.of(),
        List.of(),
        List.of(key),
        ExtraColumns.ERROR,
        Optional.empty(),
        Transform.none(List.of(codigo), List.of(key)));
  }
}
