package dev.sage.connector.postgresql;

import static dev.sage.connector.postgresql.Database.column;
import static dev.sage.connector.postgresql.Database.load;
import static dev.sage.connector.postgresql.Database.request;
import static dev.sage.connector.postgresql.Database.required;
import static dev.sage.connector.postgresql.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sage.spi.CommitGate;
import dev.sage.spi.Destination;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Load;
import dev.sage.spi.LoadRequest;
import dev.sage.spi.SageException;
import dev.sage.spi.TableName;
import dev.sage.spi.ValueType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RefusalsIT {
  @RegisterExtension private static final Database database = new Database();

  @BeforeAll
  static void prepare() {
    database.run("CREATE ROLE pobre LOGIN PASSWORD 'poca cosa'");
  }

  @ParameterizedTest
  @CsvSource({
    "WHOLE, text, bigint",
    "WHOLE, double precision, bigint",
    "TEXT, integer, text",
    "TEXT, uuid, text",
    "DECIMAL, integer, 'numeric(38,9)'",
    "DECIMAL, real, 'numeric(38,9)'",
    "DECIMAL, 'numeric(3,-2)', 'numeric(38,9)'",
    "DATE, timestamp, date",
    "DATE_TIME, timestamp(0), timestamp",
    "DATE_TIME, date, timestamp",
    "BOOL, smallint, boolean",
  })
  void aColumnOfAnotherTypeIsRefusedWithTheStatementThatChangesIt(
      String value, String existing, String wanted) {
    database.run("DROP TABLE IF EXISTS tipo; CREATE TABLE tipo (\"C\" %s)".formatted(existing));

    SageException refusal = refusal(request("tipo", column("C", type(value))));

    assertThat(refusal.code()).isEqualTo(ErrorCode.DESTINATION_MISMATCH);
    assertThat(refusal)
        .hasMessageContaining(
            "ALTER TABLE \"public\".\"tipo\" ALTER COLUMN \"C\" TYPE %s USING \"C\"::%s;"
                .formatted(wanted, wanted));
  }

  @Test
  void everyMismatchIsToldAtOnceWithItsStatement() {
    database.run(
        "CREATE TABLE malo (\"Id\" bigint, otro text NOT NULL, con int NOT NULL DEFAULT 1)");

    SageException refusal =
        refusal(request("malo", column("id", ValueType.WHOLE), column("n", ValueType.DECIMAL)));

    assertThat(refusal.code().type().exitStatus()).isEqualTo(2);
    assertThat(refusal)
        .hasMessageContaining("(there is \"Id\")")
        .hasMessageContaining("ALTER TABLE \"public\".\"malo\" ADD COLUMN \"id\" bigint;")
        .hasMessageContaining("ADD COLUMN \"n\" numeric(38,9);")
        .hasMessageContaining("ALTER COLUMN \"otro\" DROP NOT NULL;")
        .hasMessageNotContaining("\"con\"");
  }

  @Test
  void viewsGeneratedColumnsAndForeignLedgersAreRefused() {
    database.run(
        """
        CREATE VIEW vista AS SELECT 1::bigint AS a;
        CREATE TABLE generada (a bigint GENERATED ALWAYS AS (1) STORED);
        CREATE SCHEMA ajeno;
        CREATE TABLE ajeno.sage_commits (a int);
        """);

    assertThat(refusal(request("vista", column("a", ValueType.WHOLE))))
        .hasMessageContaining("not a table");
    assertThat(refusal(request("generada", column("a", ValueType.WHOLE))))
        .hasMessageContaining("DROP EXPRESSION");
    assertThat(refusal(request("ajeno.t", column("a", ValueType.WHOLE))))
        .hasMessageContaining("RENAME TO");
    assertThat(refusal(request("sage_commits", column("a", ValueType.WHOLE))))
        .hasMessageContaining("ledger");
  }

  @Test
  void partitionedTablesAndIdentityColumnsAreLoaded() {
    database.run(
        """
        CREATE TABLE partida (id bigint GENERATED ALWAYS AS IDENTITY, d date NOT NULL) PARTITION BY RANGE (d);
        CREATE TABLE partida_1 PARTITION OF partida FOR VALUES FROM ('1970-01-01') TO ('1970-02-01');
        """);

    load(
        database.destination(),
        UUID.randomUUID(),
        request("partida", required("d", ValueType.DATE)),
        Rows.of(row(3L)));

    assertThat(database.query("SELECT * FROM partida")).containsExactly("1|1970-01-04");
  }

  @Test
  void namesThatPostgresqlWouldCutOrKeepForItselfAreRefused() {
    assertThat(refusal(request("t", column("ñ".repeat(32), ValueType.TEXT))))
        .hasMessageContaining("63 bytes");
    assertThat(refusal(request(new TableName("x", "t".repeat(64)), column("a", ValueType.TEXT))))
        .hasMessageContaining("63 bytes");
    assertThat(refusal(request("t", column("xmin", ValueType.TEXT))))
        .hasMessageContaining("for itself");
    assertThat(refusal(request("t", column("a", ValueType.TEXT), column("a", ValueType.TEXT))))
        .hasMessageContaining("twice");
  }

  @Test
  void missingRightsAreToldWithTheGrantThatGivesThem() {
    database.run(
        """
        CREATE SCHEMA cerrado;
        CREATE TABLE cerrado.t (a text);
        CREATE TABLE public.ajena (a text);
        """);
    String url = database.url("pobre", "poca%20cosa", database.parsed().port(), "warehouse");
    try (Destination poor = Database.connect(url)) {
      SageException closed = refusal(poor, request("cerrado.t", column("a", ValueType.TEXT)));
      assertThat(closed.code()).isEqualTo(ErrorCode.DESTINATION_PERMISSION);
      assertThat(closed)
          .hasMessageContaining("GRANT USAGE ON SCHEMA \"cerrado\" TO \"pobre\";")
          .hasMessageContaining("GRANT CREATE ON SCHEMA \"cerrado\" TO \"pobre\";")
          .hasMessageContaining("GRANT INSERT ON \"cerrado\".\"t\" TO \"pobre\";");
      assertThat(refusal(poor, request("nuevo.t", column("a", ValueType.TEXT))))
          .hasMessageContaining("GRANT CREATE ON DATABASE \"warehouse\" TO \"pobre\";");

      database.run(
          """
          GRANT USAGE, CREATE ON SCHEMA cerrado TO pobre;
          GRANT INSERT (a) ON cerrado.t TO pobre;
          """);
      LoadRequest granted = request("cerrado.t", column("a", ValueType.TEXT));
      load(poor, UUID.randomUUID(), granted, Rows.of(row("x")));
      assertThat(database.query("SELECT a FROM cerrado.t")).containsExactly("x");
    }
  }

  @Test
  void wrongPasswordUnknownDatabaseAndAServerThatIsDownAreToldApart() throws IOException {
    int port = database.parsed().port();
    String wrong = database.url("sage", "secreto1", port, "warehouse");
    String unknown = database.url("sage", database.password(), port, "nada");
    String down = database.url("sage", "secreto1", freePort(), "warehouse");

    assertThat(connectFailure(wrong).code()).isEqualTo(ErrorCode.DESTINATION_AUTHENTICATION);
    assertThat(connectFailure("postgresql://sage@127.0.0.1:" + port + "/warehouse").code())
        .isEqualTo(ErrorCode.DESTINATION_AUTHENTICATION);
    assertThat(connectFailure(unknown).code()).isEqualTo(ErrorCode.DESTINATION_INVALID);
    assertThat(connectFailure(down).code()).isEqualTo(ErrorCode.DESTINATION_UNREACHABLE);
    for (String url : List.of(wrong, unknown, down)) {
      assertThat(connectFailure(url))
          .hasMessageContaining("127.0.0.1")
          .hasMessageNotContaining("secreto1")
          .hasMessageNotContaining(database.password());
    }
  }

  @Test
  void aServerWithoutTlsIsNotTakenForAWrongPassword() {
    assertThat(connectFailure(database.url() + "?sslmode=require"))
        .hasMessageContaining("does not offer TLS")
        .hasMessageContaining("ssl = on")
        .hasMessageNotContaining(database.password());
  }

  @Test
  void aTableThatWasChangedAfterThePreparationIsRefused() {
    database.run("CREATE TABLE movida (a bigint)");
    LoadRequest request = request("movida", column("a", ValueType.WHOLE));
    var prepared = database.destination().prepare(request);
    database.run("ALTER TABLE movida ALTER a TYPE integer");

    SageException refusal =
        catchThrowableOfType(
            SageException.class,
            () ->
                database
                    .destination()
                    .load(
                        UUID.randomUUID(),
                        1,
                        List.of(new Load(prepared, Rows.of(row(1L)))),
                        CommitGate.OPEN));

    assertThat(refusal.code()).isEqualTo(ErrorCode.DESTINATION_MISMATCH);
  }

  @Test
  void preparingChangesNothing() {
    database.destination().prepare(request("intacto.t", column("a", ValueType.TEXT)));

    assertThat(database.query("SELECT 1 FROM pg_namespace WHERE nspname = 'intacto'")).isEmpty();
    assertThatCode(() -> database.destination().prepare(request("t", column("a", ValueType.TEXT))))
        .doesNotThrowAnyException();
    assertThat(database.destination().display()).doesNotContain(database.password());
  }

  private static SageException refusal(LoadRequest request) {
    return refusal(database.destination(), request);
  }

  private static SageException refusal(Destination destination, LoadRequest request) {
    return catchThrowableOfType(SageException.class, () -> destination.prepare(request));
  }

  private static SageException connectFailure(String url) {
    return catchThrowableOfType(SageException.class, () -> Database.connect(url).close());
  }

  private static ValueType type(String name) {
    return switch (name) {
      case "WHOLE" -> ValueType.WHOLE;
      case "TEXT" -> ValueType.TEXT;
      case "DECIMAL" -> ValueType.DECIMAL;
      case "DATE" -> ValueType.DATE;
      case "DATE_TIME" -> ValueType.DATE_TIME;
      default -> ValueType.BOOL;
    };
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
