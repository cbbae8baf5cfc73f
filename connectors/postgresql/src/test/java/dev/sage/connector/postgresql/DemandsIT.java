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
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sage.spi.Destination;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.LoadRequest;
import dev.sage.spi.SageException;
import dev.sage.spi.Strategy;
import dev.sage.spi.ValueType;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What each strategy refuses before anything is read, and that what it says mends it.
@Timeout(60)
final class DemandsIT {
  private static final LoadRequest VENTAS =
      request(
          "dw.ventas",
          required("id", ValueType.WHOLE),
          column("dia", ValueType.TEXT),
          column("v", ValueType.TEXT));

  @RegisterExtension private static final Database database = new Database();

  @BeforeAll
  static void prepare() {
    database.run("CREATE ROLE pobre LOGIN PASSWORD 'poca'");
  }

  @BeforeEach
  void drop() {
    database.run("DROP SCHEMA IF EXISTS dw CASCADE; CREATE SCHEMA dw");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE INDEX ON dw.ventas (id, dia)",
        "CREATE UNIQUE INDEX ON dw.ventas (id)",
        "CREATE UNIQUE INDEX ON dw.ventas (id, dia, v)",
        "CREATE UNIQUE INDEX ON dw.ventas (id) INCLUDE (dia)",
        "CREATE UNIQUE INDEX ON dw.ventas (id, dia) WHERE id > 0",
        "CREATE UNIQUE INDEX ON dw.ventas (id, lower(dia))",
        "ALTER TABLE dw.ventas ADD EXCLUDE (id WITH =, dia WITH =)",
      })
  void upsertWithoutAnIndexThatFitsIsRefusedWithTheStatementThatMakesIt(String unfit) {
    database.run("CREATE TABLE dw.ventas (id bigint, dia text, v text); " + unfit);
    LoadRequest request = with(VENTAS, Strategy.UPSERT, "dia", "id");

    SageException refusal = refusal(request);

    assertThat(refusal.code()).isEqualTo(ErrorCode.DESTINATION_MISMATCH);
    assertThat(refusal).hasMessageContaining("UPSERT needs a unique index");
    database.run(statement(refusal, "CREATE UNIQUE INDEX"));
    load(database.destination(), UUID.randomUUID(), request, Rows.of(row(1L, "lu", "a")));
  }

  @Test
  void upsertWithADeferrableConstraintOverTheKeyIsRefused() {
    database.run(
        "CREATE TABLE dw.ventas (id bigint, dia text, v text, UNIQUE (dia, id) DEFERRABLE)");
    LoadRequest request = with(VENTAS, Strategy.UPSERT, "id", "dia");

    SageException refusal = refusal(request);

    database.run(statement(refusal, "CREATE UNIQUE INDEX"));
    assertThat(refusal(request)).hasMessageContaining("DEFERRABLE");
    database.run(statement(refusal, "ALTER TABLE"));
    load(database.destination(), UUID.randomUUID(), request, Rows.of(row(1L, "lu", "a")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE UNIQUE INDEX ON dw.ventas (id, dia)",
        "CREATE UNIQUE INDEX ON dw.ventas (dia, id) INCLUDE (v)",
        "CREATE UNIQUE INDEX ON dw.ventas (dia DESC, id) NULLS NOT DISTINCT",
        "ALTER TABLE dw.ventas ADD PRIMARY KEY (id, dia)",
      })
  void anIndexOverTheKeyInAnyOrderFits(String fit) {
    database.run("CREATE TABLE dw.ventas (id bigint, dia text, v text); " + fit);

    LoadRequest request = with(VENTAS, Strategy.UPSERT, "dia", "id");
    load(database.destination(), UUID.randomUUID(), request, Rows.of(row(1L, "lu", "a")));
    load(database.destination(), UUID.randomUUID(), request, Rows.of(row(1L, "lu", "b")));

    assertThat(database.query("SELECT * FROM dw.ventas")).containsExactly("1|lu|b");
  }

  @ParameterizedTest
  @EnumSource(names = {"UPSERT", "DELETE_INSERT"})
  void aStrategyThatGoesByAKeyIsRefusedWithoutOne(Strategy strategy) {
    SageException none = refusal(with(VENTAS, strategy));
    SageException other = refusal(with(VENTAS, strategy, "id", "otra"));

    assertThat(none.code().type().exitStatus()).isEqualTo(2);
    assertThat(none).hasMessageContaining(strategy.name()).hasMessageContaining("--key");
    assertThat(other).hasMessageContaining("\"otra\" is not among");
  }

  @Test
  void truncateInsertOfATableThatOthersReferToIsRefused() {
    database.run(
        """
        CREATE TABLE dw.ventas (id bigint PRIMARY KEY, dia text, v text, madre bigint REFERENCES dw.ventas);
        CREATE TABLE dw."Línea" (venta bigint CONSTRAINT "de la venta" REFERENCES dw.ventas);
        """);
    LoadRequest request = with(VENTAS, Strategy.TRUNCATE_INSERT);

    SageException refusal = refusal(request);

    assertThat(refusal.code()).isEqualTo(ErrorCode.DESTINATION_MISMATCH);
    assertThat(refusal)
        .hasMessageContaining("\"dw\".\"Línea\"")
        .hasMessageContaining("DELETE_INSERT")
        .hasMessageNotContaining("ventas_madre");
    database.run(statement(refusal, "ALTER TABLE"));
    load(database.destination(), UUID.randomUUID(), request, Rows.of(row(1L, "lu", "a")));
  }

  @Test
  void referencesToAPartitionedTableAndFromOneAreToldOnce() {
    database.run(
        """
        CREATE TABLE dw.ventas (id bigint PRIMARY KEY, dia text, v text) PARTITION BY RANGE (id);
        CREATE TABLE dw.ventas_1 PARTITION OF dw.ventas DEFAULT;
        CREATE TABLE dw.linea (venta bigint REFERENCES dw.ventas) PARTITION BY RANGE (venta);
        CREATE TABLE dw.linea_1 PARTITION OF dw.linea DEFAULT;
        """);

    SageException refusal = refusal(with(VENTAS, Strategy.TRUNCATE_INSERT));

    assertThat(refusal.getMessage()).containsOnlyOnce("DROP CONSTRAINT");
    assertThat(refusal).hasMessageNotContaining("linea_1");
  }

  @Test
  void deleteInsertThatWouldReachIntoOtherTablesIsRefused() {
    database.run(
        """
        CREATE TABLE dw.ventas (id bigint PRIMARY KEY, dia text, v text);
        CREATE TABLE dw.linea (venta bigint REFERENCES dw.ventas ON DELETE CASCADE);
        """);
    LoadRequest request = by(VENTAS, "id");

    SageException refusal = refusal(request);

    assertThat(refusal).hasMessageContaining("\"dw\".\"linea\"").hasMessageContaining("ON DELETE");
    database.run(statement(refusal, "ALTER TABLE"));
    assertThatCode(() -> database.destination().prepare(request)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource(names = {"UPSERT", "DELETE_INSERT"})
  void rulesThatRewriteStatementsAreRefused(Strategy strategy) {
    database.run(
        """
        CREATE TABLE dw.ventas (id bigint PRIMARY KEY, dia text, v text);
        CREATE RULE nada AS ON UPDATE TO dw.ventas DO INSTEAD NOTHING;
        """);
    LoadRequest request = with(VENTAS, strategy, "id");

    SageException refusal = refusal(request);

    assertThat(refusal).hasMessageContaining("The rule \"nada\"");
    database.run(statement(refusal, "DROP RULE"));
    assertThatCode(() -> database.destination().prepare(request)).doesNotThrowAnyException();
  }

  @Test
  void upsertOfAColumnThatIsAlwaysGeneratedIsRefused() {
    database.run(
        "CREATE TABLE dw.ventas (id bigint GENERATED ALWAYS AS IDENTITY, dia text PRIMARY KEY, v text)");
    LoadRequest request = with(VENTAS, Strategy.UPSERT, "dia");

    SageException refusal = refusal(request);

    database.run(statement(refusal, "ALTER TABLE"));
    load(database.destination(), UUID.randomUUID(), request, Rows.of(row(1L, "lu", "a")));
    load(database.destination(), UUID.randomUUID(), request, Rows.of(row(2L, "lu", "a")));
    assertThat(database.query("SELECT id FROM dw.ventas")).containsExactly("2");
  }

  @ParameterizedTest
  @CsvSource({
    "UPSERT, 'INSERT, UPDATE, SELECT', true",
    "DELETE_INSERT, 'INSERT, DELETE, SELECT', true",
    "TRUNCATE_INSERT, 'INSERT, TRUNCATE', false",
  })
  void rightsThatLackAreToldAndAreEnough(Strategy strategy, String rights, boolean temporary) {
    database.run(
        """
        CREATE TABLE dw.ventas (id bigint PRIMARY KEY, dia text, v text, otra text);
        GRANT USAGE, CREATE ON SCHEMA dw TO pobre;
        REVOKE TEMPORARY ON DATABASE @database FROM PUBLIC, pobre;
        """
            .replace("@database", database.parsed().database()));
    LoadRequest request = with(VENTAS, strategy, "id");
    try (Destination poor = poor()) {
      SageException refusal = refusal(poor, request);

      assertThat(refusal.code()).isEqualTo(ErrorCode.DESTINATION_PERMISSION);
      assertThat(refusal)
          .hasMessageContaining("GRANT " + rights + " ON \"dw\".\"ventas\" TO \"pobre\";");
      if (temporary) {
        database.run(statement(refusal, "GRANT TEMPORARY"));
      }
      database.run(statement(refusal, "GRANT INSERT"));
      load(poor, UUID.randomUUID(), request, Rows.of(row(1L, "lu", "a")));
      load(poor, UUID.randomUUID(), request, Rows.of(row(1L, "ma", "b")));
    }
    assertThat(database.query("SELECT id, dia, v FROM dw.ventas")).containsExactly("1|ma|b");
  }

  @Test
  void rightsOnTheColumnsThatAreLoadedAreEnoughForUpsert() {
    database.run(
        """
        CREATE TABLE dw.ventas (id bigint PRIMARY KEY, dia text, v text, otra text);
        GRANT USAGE, CREATE ON SCHEMA dw TO pobre;
        GRANT TEMPORARY ON DATABASE @database TO pobre;
        GRANT INSERT (id, dia, v), SELECT (id, dia, v), UPDATE (dia, v) ON dw.ventas TO pobre;
        """
            .replace("@database", database.parsed().database()));
    LoadRequest request = with(VENTAS, Strategy.UPSERT, "id");
    try (Destination poor = poor()) {
      load(poor, UUID.randomUUID(), request, Rows.of(row(1L, "lu", "a")));
      load(poor, UUID.randomUUID(), request, Rows.of(row(1L, "ma", "b")));
    }
    assertThat(database.query("SELECT id, dia, v FROM dw.ventas")).containsExactly("1|ma|b");
  }

  @Test
  void evolveOfATableThatBelongsToAnotherRoleIsRefusedWithTheStatement() {
    database.run(
        """
        CREATE TABLE dw.ventas (id bigint);
        GRANT USAGE, CREATE ON SCHEMA dw TO pobre;
        GRANT INSERT ON dw.ventas TO pobre;
        """);
    try (Destination poor = poor()) {
      SageException refusal = refusal(poor, evolving(VENTAS));

      assertThat(refusal.code()).isEqualTo(ErrorCode.DESTINATION_PERMISSION);
      assertThat(refusal)
          .hasMessageContaining(
              "ALTER TABLE \"dw\".\"ventas\" ADD COLUMN IF NOT EXISTS \"v\" text;");
      database.run(statement(refusal, "ALTER TABLE"));
      assertThat(database.query("SELECT dia FROM dw.ventas")).isEmpty();
    }
  }

  /// The first statement of a message that begins so.
  private static String statement(SageException refusal, String begin) {
    String message = String.valueOf(refusal.getMessage());
    int start = message.indexOf(begin);
    assertThat(start).as(message).isNotNegative();
    return message.substring(start, message.indexOf(';', start));
  }

  private static Destination poor() {
    int port = database.parsed().port();
    return Database.connect(database.url("pobre", "poca", port, database.parsed().database()));
  }

  private static SageException refusal(LoadRequest request) {
    return refusal(database.destination(), request);
  }

  private static SageException refusal(Destination destination, LoadRequest request) {
    return catchThrowableOfType(SageException.class, () -> destination.prepare(request));
  }
}
