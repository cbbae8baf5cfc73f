package dev.sage.engine.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.contract.Catalog;
import dev.sage.contract.ContractLoader;
import dev.sage.contract.Policy;
import dev.sage.contract.Policy.OnError;
import dev.sage.spi.Strategy;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class LoadTimingTest {
  private static final Policy ROWS =
      new Policy(OnError.REJECT_ROWS, OptionalLong.empty(), OptionalDouble.empty());
  private static final String PLAIN = "{name: a, type: entero, min: 1, required: true}";

  @ParameterizedTest
  @EnumSource(value = Strategy.class, mode = EnumSource.Mode.EXCLUDE, names = "TRUNCATE_INSERT")
  void whatIsRefusedAsAWholeMayBeCopiedWhateverIsCheckedLater(Strategy strategy) {
    Catalog catalog = catalog("{name: a, type: entero, unique: true}", "key: [a]");
    assertThat(LoadTiming.of(strategy, Policy.DEFAULT, catalog, true, false))
        .isEqualTo(LoadTiming.WHILE_CHECKING);
  }

  @ParameterizedTest
  @EnumSource(OnError.class)
  void aTableIsNotShutForAsLongAsCheckingTakes(OnError onError) {
    Policy policy = new Policy(onError, OptionalLong.empty(), OptionalDouble.empty());
    assertThat(LoadTiming.of(Strategy.TRUNCATE_INSERT, policy, catalog(PLAIN, ""), false, false))
        .isEqualTo(LoadTiming.LOCKS_READERS);
  }

  @Test
  void rowsThatOnlyTheirOwnChecksRejectMayBeCopied() {
    Catalog catalog =
        catalog(
            PLAIN,
            "row_validation: [{name: r, description: r, rule: \"df['a'] < 9\", severity: error}]");
    assertThat(LoadTiming.of(Strategy.APPEND, ROWS, catalog, false, false))
        .isEqualTo(LoadTiming.WHILE_CHECKING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {name: a, type: entero, unique: true}           | comments: x                | UNIQUENESS
          {name: a, type: entero}                         | key: [a]                   | UNIQUENESS
          {name: a, type: entero, references: otro.b}     | comments: x                | REFERENCES
          {name: a, type: entero} | row_validation: [{name: r, description: r, rule: "df['a'] < df['a'].max()"}] | RULES_OVER_ROWS
          {name: a, type: entero} | catalog_validation: [{name: r, description: r, rule: "df['a'].sum() < 9"}]  | RULES_OVER_ROWS
          {name: a, type: entero, validation_rules: [{name: r, description: r, rule: "~df['a'].duplicated()"}]} | comments: x | RULES_OVER_ROWS
          """)
  void rowsThatALaterStepCanRejectMustWait(String field, String more, LoadTiming reason) {
    Catalog catalog = catalog(field, more.startsWith("comments") ? "" : more);
    assertThat(LoadTiming.of(Strategy.APPEND, ROWS, catalog, false, false)).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          deduplicate: {by: [a]}                               | REJECT_FILE | ROWS_TOGETHER
          aggregate: {values: {n: count(*)}}                   | REJECT_FILE | ROWS_TOGETHER
          lookup: {catalog: otro, on: {a: b}, fields: {b: d}}  | REJECT_FILE | OTHER_CATALOGS
          join: {catalog: otro, on: {a: b}, fields: {b: d}}    | REJECT_FILE | OTHER_CATALOGS
          filter: a > 1                                        | REJECT_FILE | WHILE_CHECKING
          filter: a > 1                                        | REJECT_ROWS | TRANSFORMED
          derive: {x: a / 2}                                   | REJECT_FILE | WHILE_CHECKING
          derive: {x: a / 2}                                   | REJECT_ROWS | TRANSFORMED
          """)
  void transformedRowsWaitWhereAStepHasToSeeMore(String step, OnError onError, LoadTiming reason) {
    Policy policy = new Policy(onError, OptionalLong.empty(), OptionalDouble.empty());
    Catalog catalog = catalog(PLAIN, "transform: [{" + step + "}]");
    assertThat(LoadTiming.of(Strategy.APPEND, policy, catalog, false, false)).isEqualTo(reason);
  }

  @Test
  void whatADestinationCannotHoldOfTransformedRowsIsKnownAfterTheLastOne() {
    Catalog catalog = catalog(PLAIN, "transform: [{rename: {a: z}}]");
    assertThat(LoadTiming.of(Strategy.APPEND, Policy.DEFAULT, catalog, false, true))
        .isEqualTo(LoadTiming.TRANSFORMED_LIMITS);
    assertThat(LoadTiming.of(Strategy.APPEND, Policy.DEFAULT, catalog(PLAIN, ""), false, true))
        .isEqualTo(LoadTiming.WHILE_CHECKING);
  }

  @Test
  void rulesOverThePackageMustBeWaitedFor() {
    assertThat(LoadTiming.of(Strategy.UPSERT, ROWS, catalog(PLAIN, ""), true, false))
        .isEqualTo(LoadTiming.RULES_OVER_ROWS);
  }

  @Test
  void aLimitOfErrorsMustBeWaitedFor() {
    Policy few = new Policy(OnError.REJECT_ROWS, OptionalLong.of(3), OptionalDouble.empty());
    Policy part = new Policy(OnError.REJECT_ROWS, OptionalLong.empty(), OptionalDouble.of(0.1));
    assertThat(LoadTiming.of(Strategy.APPEND, few, catalog(PLAIN, ""), false, false))
        .isEqualTo(LoadTiming.ERROR_LIMIT);
    assertThat(LoadTiming.of(Strategy.APPEND, part, catalog(PLAIN, ""), false, false))
        .isEqualTo(LoadTiming.ERROR_LIMIT);
  }

  private static Catalog catalog(String field, String more) {
    String yaml =
        """
        sage_yaml: {name: n, description: d, version: '1', author: a}
        catalogs:
          c:
            name: c
            description: c
            filename: c.csv
            file_format: {type: CSV, delimiter: ";"}
            fields: [%s]
            %s
          otro:
            name: o
            description: o
            filename: o.csv
            file_format: {type: CSV, delimiter: ";"}
            fields: [{name: b, type: entero, unique: true}]
        packages: {}
        """
            .formatted(field, more);
    var loaded = new ContractLoader().load(yaml.getBytes(StandardCharsets.UTF_8), false);
    return loaded
        .contract()
        .orElseThrow(() -> new AssertionError(loaded.problems().toString()))
        .catalog("c")
        .orElseThrow();
  }
}
