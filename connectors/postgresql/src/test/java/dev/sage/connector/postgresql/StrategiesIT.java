package dev.sage.connector.postgresql;

import static dev.sage.connector.postgresql.Database.by;
import static dev.sage.connector.postgresql.Database.column;
import static dev.sage.connector.postgresql.Database.evolving;
import static dev.sage.connector.postgresql.Database.load;
import static dev.sage.connector.postgresql.Database.request;
import static dev.sage.connector.postgresql.Database.required;
import static dev.sage.connector.postgresql.Database.with;
import static dev.sage.connector.postgresql.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sage.spi.ColumnLimit;
import dev.sage.spi.CommitGate;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Load;
import dev.sage.spi.LoadOutcome;
import dev.sage.spi.LoadRequest;
import dev.sage.spi.RowSource;
import dev.sage.spi.SageException;
import dev.sage.spi.Strategy;
import dev.sage.spi.ValueType;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the rows of each strategy do to those that are there.
@Timeout(60)
final class StrategiesIT {
  private static final LoadRequest VENTAS =
      request(
          "dw.ventas",
          required("id", ValueType.WHOLE),
          required("dia", ValueType.TEXT),
          column("v", ValueType.TEXT));
  private static final LoadRequest UPSERT = with(VENTAS, Strategy.UPSERT, "id", "dia");
  private static final LoadRequest DELETE_INSERT = with(VENTAS, Strategy.DELETE_INSERT, "id");
  private static final LoadRequest TRUNCATE_INSERT = with(VENTAS, Strategy.TRUNCATE_INSERT);

  @RegisterExtension private static final Database database = new Database();

  @BeforeEach
  void drop() {
    database.run("DROP SCHEMA IF EXISTS dw CASCADE; CREATE SCHEMA dw");
  }

  @Test
  void upsertReplacesTheValuesOfKeysThatAreThereAndAddsTheOthers() {
    run(UPSERT, row(2L, "lu", "dos"), row(1L, "lu", "uno"), row(1L, "ma", "otro"));
    LoadOutcome outcome = run(UPSERT, row(3L, "lu", "tres"), row(2L, "lu", null));

    assertThat(outcome.rows()).isEqualTo(2);
    assertThat(ventas()).containsExactly("1|lu|uno", "1|ma|otro", "2|lu|∅", "3|lu|tres");
  }

  @Test
  void upsertLeavesColumnsAloneThatAreNotLoaded() {
    existing("id bigint, dia text, v text, nota text DEFAULT 'n', UNIQUE (dia, id)");
    database.run("INSERT INTO dw.ventas VALUES (1, 'lu', 'viejo', 'mía')");

    run(UPSERT, row(1L, "lu", "nuevo"), row(2L, "lu", "otro"));

    assertThat(database.query("SELECT * FROM dw.ventas ORDER BY id"))
        .containsExactly("1|lu|nuevo|mía", "2|lu|otro|n");
  }

  @Test
  void upsertOfColumnsThatAreAllKeyAddsWhatIsNew() {
    LoadRequest request =
        with(
            request("dw.ventas", required("id", ValueType.WHOLE), required("dia", ValueType.TEXT)),
            Strategy.UPSERT,
            "dia",
            "id");
    run(request, row(1L, "lu"), row(2L, "lu"));
    run(request, row(2L, "lu"), row(3L, "lu"));

    assertThat(database.query("SELECT * FROM dw.ventas ORDER BY id"))
        .containsExactly("1|lu", "2|lu", "3|lu");
  }

  @Test
  void aTableThatIsMadeForUpsertHasThePrimaryKeyAndRefusesNullsInIt() {
    LoadRequest request =
        with(
            request("dw.ventas", column("id", ValueType.WHOLE), column("v", ValueType.TEXT)),
            Strategy.UPSERT,
            "id");

    assertThat(database.destination().prepare(request).limits())
        .containsExactly(new ColumnLimit.NotNull("id"));
    run(request, row(1L, "uno"));
    assertThat(database.destination().prepare(request).limits())
        .containsExactly(new ColumnLimit.NotNull("id"));
    assertThat(
            database.query(
                "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'dw.ventas'::regclass AND contype = 'p'"))
        .containsExactly("PRIMARY KEY (id)");
  }

  @Test
  void aKeyThatStandsTwiceInTheDeliveryIsSaidAndNothingIsLoaded() {
    SageException failure = failure(UPSERT, row(7L, "secreto", "a"), row(7L, "secreto", "b"));

    assertThat(failure.code()).isEqualTo(ErrorCode.DESTINATION_FAILED);
    assertThat(failure)
        .hasMessageContaining("same key")
        .hasMessageContaining("21000")
        .hasMessageNotContaining("secreto");
    assertThat(ventas()).isEmpty();
  }

  @Test
  void aKeyThatIsTooLongForAnIndexIsSaid() {
    LoadRequest request =
        with(request("dw.ventas", required("t", ValueType.TEXT)), Strategy.UPSERT, "t");
    String random =
        UUID.randomUUID()
            + new java.util.Random(1).ints(9000, 'a', 'z').boxed().toList().toString();

    assertThat(failure(request, row(random))).hasMessageContaining("too long for an index");
  }

  @Test
  void keysAreComparedAsTheColumnOfTheTableComparesThem() {
    database.run(
        """
        CREATE COLLATION dw.igual (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
        CREATE TABLE dw.ventas (id numeric(12,2), dia varchar(9) COLLATE dw.igual, v text);
        CREATE UNIQUE INDEX ON dw.ventas (id, dia) INCLUDE (v);
        INSERT INTO dw.ventas VALUES (1.00, 'LU', 'viejo')
        """);

    run(UPSERT, row(1L, "lu", "nuevo"));
    assertThat(ventas()).containsExactly("1.00|LU|nuevo");
    run(with(VENTAS, Strategy.DELETE_INSERT, "dia", "id"), row(1L, "Lu", "último"));
    assertThat(ventas()).containsExactly("1.00|Lu|último");
  }

  @Test
  void deleteInsertReplacesAllRowsOfAKeyInTheOrderOfArrival() {
    existing("id bigint, dia text, v text, n bigint GENERATED ALWAYS AS IDENTITY");
    database.run(
        "INSERT INTO dw.ventas VALUES (1, 'lu', 'a'), (1, 'ma', 'b'), (2, 'lu', 'c'), (4, 'lu', 'd')");

    LoadOutcome outcome =
        run(DELETE_INSERT, row(3L, "lu", "z"), row(1L, "mi", "y"), row(1L, "ju", "x"));

    assertThat(outcome.rows()).isEqualTo(3);
    assertThat(database.query("SELECT id, dia, v FROM dw.ventas ORDER BY n"))
        .containsExactly("2|lu|c", "4|lu|d", "3|lu|z", "1|mi|y", "1|ju|x");
  }

  @Test
  void deleteInsertGoesByThePartitionColumnsWhereThereAreSome() {
    LoadRequest request = by(UPSERT, "dia");
    run(request, row(1L, "lu", "a"), row(2L, "lu", "b"), row(1L, "ma", "c"));
    run(request, row(3L, "lu", "nuevo"));

    assertThat(ventas()).containsExactly("1|ma|c", "3|lu|nuevo");
  }

  @Test
  void deleteInsertTakesNullForAValueLikeAnyOther() {
    LoadRequest request =
        by(
            request(
                "dw.ventas",
                column("id", ValueType.WHOLE),
                column("dia", ValueType.TEXT),
                column("v", ValueType.TEXT)),
            "id",
            "dia");
    run(
        request,
        row(null, null, "a"),
        row(1L, null, "b"),
        row(null, "lu", "c"),
        row(1L, "lu", "d"),
        row(2L, "lu", "e"),
        row(2L, null, "f"));
    run(
        request,
        row(null, null, "A"),
        row(1L, null, "B"),
        row(null, "lu", "C"),
        row(1L, "lu", "D"));

    assertThat(database.query("SELECT v FROM dw.ventas ORDER BY v COLLATE \"C\""))
        .containsExactly("A", "B", "C", "D", "e", "f");
  }

  @Test
  void truncateInsertReplacesAllRows() {
    run(TRUNCATE_INSERT, row(1L, "lu", "a"), row(2L, "lu", "b"), row(3L, "lu", "c"));
    LoadOutcome outcome = run(TRUNCATE_INSERT, row(1L, "ma", "d"));

    assertThat(outcome.rows()).isEqualTo(1);
    assertThat(ventas()).containsExactly("1|ma|d");
  }

  @Test
  void anEmptyDeliveryEmptiesTheTableOnlyWithTruncateInsert() {
    run(UPSERT, row(1L, "lu", "a"));
    assertThat(run(UPSERT).rows()).isZero();
    assertThat(run(DELETE_INSERT).rows()).isZero();
    assertThat(ventas()).containsExactly("1|lu|a");

    assertThat(run(TRUNCATE_INSERT).rows()).isZero();
    assertThat(ventas()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"UPSERT", "DELETE_INSERT", "TRUNCATE_INSERT"})
  void partitionedTablesAreLoaded(Strategy strategy) {
    database.run(
        """
        CREATE TABLE dw.ventas (id bigint, dia text, v text, UNIQUE (id, dia)) PARTITION BY LIST (dia);
        CREATE TABLE dw.ventas_lu PARTITION OF dw.ventas FOR VALUES IN ('lu');
        CREATE TABLE dw.ventas_otros PARTITION OF dw.ventas DEFAULT;
        INSERT INTO dw.ventas VALUES (1, 'lu', 'viejo'), (2, 'ma', 'viejo')
        """);
    LoadRequest request = with(VENTAS, strategy, "id", "dia");

    run(request, row(1L, "lu", "nuevo"), row(2L, "ma", "nuevo"), row(3L, "mi", "nuevo"));

    assertThat(ventas()).containsExactly("1|lu|nuevo", "2|ma|nuevo", "3|mi|nuevo");
    assertThat(database.query("SELECT count(*) FROM dw.ventas_lu")).containsExactly("1");
  }

  @ParameterizedTest
  @EnumSource(names = {"UPSERT", "DELETE_INSERT", "TRUNCATE_INSERT"})
  void identityColumnsTakeTheValuesThatArrive(Strategy strategy) {
    existing(
        """
        id bigint GENERATED ALWAYS AS IDENTITY, dia text, v text,
        w text GENERATED ALWAYS AS (v || '!') STORED, PRIMARY KEY (id, dia)
        """);
    LoadRequest request = with(VENTAS, strategy, "id", "dia");

    run(request, row(7L, "lu", "a"));
    run(request, row(7L, "lu", "b"));

    assertThat(ventas()).containsExactly("7|lu|b|b!");
  }

  @ParameterizedTest
  @EnumSource(names = {"UPSERT", "DELETE_INSERT", "TRUNCATE_INSERT"})
  void aTriggerThatDropsRowsIsNoticed(Strategy strategy) {
    existing("id bigint, dia text, v text, PRIMARY KEY (id, dia)");
    database.run(
        """
        CREATE FUNCTION dw.estorbo() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN IF NEW.id = 2 THEN RETURN NULL; END IF; RETURN NEW; END $$;
        CREATE TRIGGER estorbo BEFORE INSERT ON dw.ventas FOR EACH ROW EXECUTE FUNCTION dw.estorbo();
        """);

    SageException failure =
        failure(with(VENTAS, strategy, "id", "dia"), row(1L, "lu", "a"), row(2L, "lu", "b"));

    assertThat(failure).hasMessageContaining("1 of 2 rows");
    assertThat(ventas()).isEmpty();
  }

  @Test
  void severalLoadsOfOneCallKeepTheirRowsApart() {
    LoadRequest clientes =
        new LoadRequest(
            "otra",
            VENTAS.table(),
            Strategy.UPSERT,
            VENTAS.columns(),
            List.of("id", "dia"),
            List.of(),
            VENTAS.schemaMode());
    run(UPSERT, row(1L, "lu", "a"));
    List<Load> loads =
        List.of(
            new Load(
                database.destination().prepare(UPSERT),
                Rows.of(row(1L, "lu", "b"), row(2L, "lu", "b"))),
            new Load(database.destination().prepare(clientes), Rows.of(row(2L, "lu", "c"))));

    List<LoadOutcome> outcomes =
        database.destination().load(UUID.randomUUID(), 1, loads, CommitGate.OPEN);

    assertThat(outcomes).extracting(LoadOutcome::rows).containsExactly(2L, 1L);
    assertThat(ventas()).containsExactly("1|lu|b", "2|lu|c");
    assertThat(database.query("SELECT 1 FROM pg_class WHERE relname LIKE 'sage\\_%-%'")).isEmpty();
  }

  @Test
  void deferrableForeignKeysAreCheckedWhenTheRowsAreBack() {
    existing("id bigint PRIMARY KEY, dia text, v text");
    database.run(
        """
        CREATE TABLE dw.linea (venta bigint REFERENCES dw.ventas DEFERRABLE);
        INSERT INTO dw.ventas VALUES (1, 'lu', 'viejo');
        INSERT INTO dw.linea VALUES (1)
        """);
    run(DELETE_INSERT, row(1L, "lu", "nuevo"));
    assertThat(ventas()).containsExactly("1|lu|nuevo");

    database.run("ALTER TABLE dw.linea ALTER CONSTRAINT linea_venta_fkey NOT DEFERRABLE");
    SageException failure = failure(DELETE_INSERT, row(1L, "lu", "otro"));
    assertThat(failure.code()).isEqualTo(ErrorCode.DESTINATION_FAILED);
    assertThat(failure).hasMessageContaining("linea_venta_fkey").hasMessageContaining("UPSERT");
    assertThat(ventas()).containsExactly("1|lu|nuevo");
  }

  @ParameterizedTest
  @EnumSource(names = {"APPEND", "UPSERT", "DELETE_INSERT", "TRUNCATE_INSERT"})
  void evolveAddsTheColumnsThatAreMissing(Strategy strategy) {
    existing("id bigint PRIMARY KEY");
    database.run("INSERT INTO dw.ventas VALUES (1)");
    LoadRequest request =
        evolving(
            with(
                request(
                    "dw.ventas",
                    required("id", ValueType.WHOLE),
                    required("dia", ValueType.TEXT),
                    column("n", ValueType.DECIMAL)),
                strategy,
                "id"));

    run(request, row(2L, "lu", new BigDecimal("1.5")));
    run(request, row(3L, "lu", null));

    assertThat(database.query("SELECT * FROM dw.ventas ORDER BY id"))
        .contains("3|lu|∅")
        .containsAnyOf("1|∅|∅", "3|lu|∅");
    assertThat(
            database.query(
                """
                SELECT attname, format_type(atttypid, atttypmod), attnotnull, atthasdef FROM pg_attribute
                WHERE attrelid = 'dw.ventas'::regclass AND attnum > 1 ORDER BY attnum
                """))
        .containsExactly("dia|text|f|f", "n|numeric(38,9)|f|f");
  }

  @Test
  void evolveAddsNoColumnThatRowsAreRecognisedBy() {
    existing("v text");

    SageException refusal =
        catchThrowableOfType(
            SageException.class, () -> database.destination().prepare(evolving(DELETE_INSERT)));

    assertThat(refusal.code()).isEqualTo(ErrorCode.DESTINATION_MISMATCH);
    assertThat(refusal)
        .hasMessageContaining("ADD COLUMN \"id\" bigint;")
        .hasMessageNotContaining("\"dia\"");
  }

  private static LoadOutcome run(LoadRequest request, @Nullable Object[]... rows) {
    return load(database.destination(), UUID.randomUUID(), request, Rows.of(rows));
  }

  private static SageException failure(LoadRequest request, @Nullable Object[]... rows) {
    RowSource source = Rows.of(rows);
    return catchThrowableOfType(
        SageException.class,
        () -> load(database.destination(), UUID.randomUUID(), request, source));
  }

  private static void existing(String columns) {
    database.run("CREATE TABLE dw.ventas (%s)".formatted(columns));
  }

  private static List<String> ventas() {
    return database.query("SELECT * FROM dw.ventas ORDER BY id, dia COLLATE \"C\"");
  }
}
