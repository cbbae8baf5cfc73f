package dev.sage.connector.postgresql;

import static dev.sage.connector.postgresql.Database.column;
import static dev.sage.connector.postgresql.Database.load;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sage.spi.CommitGate;
import dev.sage.spi.Destination;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Load;
import dev.sage.spi.LoadRequest;
import dev.sage.spi.SageException;
import dev.sage.spi.TableName;
import dev.sage.spi.ValueType;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What cannot be kept is refused before anything is read.
@Timeout(60)
final class FullRefusalsIT {
  private static final LoadRequest VENTAS =
      Database.full(
          "dw.ventas", List.of("id"), column("id", ValueType.WHOLE), column("t", ValueType.TEXT));

  @RegisterExtension private static final Database database = new Database();

  @BeforeAll
  static void prepare() {
    database.run("CREATE ROLE cargador LOGIN PASSWORD 'x'; CREATE ROLE jefe");
  }

  @BeforeEach
  void make() {
    database.run(
        """
        DROP PUBLICATION IF EXISTS salida;
        DROP SCHEMA IF EXISTS dw CASCADE;
        CREATE SCHEMA dw;
        CREATE TABLE dw.ventas (id bigint PRIMARY KEY, t text);
        CREATE FUNCTION dw.nada() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE TABLE dw.hija (v bigint CONSTRAINT su_venta REFERENCES dw.ventas)| foreign key su_venta of dw.hija",
        "CREATE MATERIALIZED VIEW dw.resumen AS SELECT * FROM dw.ventas| materialized view dw.resumen",
        "CREATE RULE regla AS ON DELETE TO dw.ventas DO INSTEAD NOTHING| rule regla on table dw.ventas",
        "CREATE TABLE dw.x (a int); CREATE RULE copia AS ON INSERT TO dw.x DO ALSO INSERT INTO dw.ventas VALUES (1, '1')| rule copia on table dw.x",
        "CREATE TRIGGER mira BEFORE INSERT ON dw.ventas FOR EACH ROW EXECUTE FUNCTION dw.nada()| trigger mira on table dw.ventas",
        "CREATE TABLE dw.fila (f dw.ventas)| column f of table dw.fila",
        "CREATE FUNCTION dw.f(dw.ventas) RETURNS int LANGUAGE sql AS 'SELECT 1'| function dw.f(dw.ventas)",
        "CREATE FUNCTION dw.g() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM dw.ventas; END| function dw.g()",
        "CREATE VIEW dw.enteras AS SELECT v FROM dw.ventas v| dw.enteras",
        "CREATE TABLE dw.nieta () INHERITS (dw.ventas)| dw.nieta",
        "CREATE TABLE dw.p (a int); ALTER TABLE dw.ventas INHERIT dw.q| dw.q",
        "CREATE PUBLICATION salida FOR TABLE dw.ventas| ALTER PUBLICATION salida DROP TABLE",
        "CREATE PUBLICATION salida FOR TABLES IN SCHEMA dw| publication salida",
        "CREATE PUBLICATION salida FOR ALL TABLES| publication salida",
        "CREATE POLICY p ON dw.ventas| row security",
        "ALTER TABLE dw.ventas ENABLE ROW LEVEL SECURITY| row security",
        "CREATE TABLE dw.z (a int); CREATE POLICY p ON dw.z USING (EXISTS (SELECT FROM dw.ventas))| policy p on table dw.z",
        "CREATE TEMPORARY VIEW pasajera AS SELECT * FROM dw.ventas| pasajera of a session",
      })
  void aDependentThatCannotBeKeptIsNamed(String sql, String named) {
    database.run("CREATE TABLE dw.q (id bigint, t text)");
    database.run(sql);

    SageException refusal = refusal();

    assertThat(refusal.code()).isEqualTo(ErrorCode.DESTINATION_MISMATCH);
    assertThat(refusal).hasMessageContaining(named).hasMessageContaining("TRUNCATE_INSERT");
    assertThat(database.query("SELECT to_regclass('dw.sage_versions')")).containsExactly("∅");
    database.run("DROP VIEW IF EXISTS pasajera");
  }

  @Test
  void partitionedTablesAreRefused() {
    database.run(
        """
        DROP TABLE dw.ventas;
        CREATE TABLE dw.ventas (id bigint, t text) PARTITION BY RANGE (id);
        """);
    assertThat(refusal()).hasMessageContaining("partitioned");

    database.run(
        """
        DROP TABLE dw.ventas;
        CREATE TABLE dw.todas (id bigint, t text) PARTITION BY RANGE (id);
        CREATE TABLE dw.ventas PARTITION OF dw.todas FOR VALUES FROM (1) TO (9);
        """);
    assertThat(refusal()).hasMessageContaining("partition of dw.todas");
  }

  @Test
  void whatComesWhileTheRowsAreCopiedIsRefusedToo() {
    try (Destination own = database.connect()) {
      Load load = new Load(own.prepare(VENTAS), Rows.numbered(1));
      CommitGate gate =
          () -> database.run("CREATE MATERIALIZED VIEW dw.tarde AS SELECT * FROM dw.ventas");

      SageException refusal =
          catchThrowableOfType(
              SageException.class, () -> own.load(UUID.randomUUID(), 1, List.of(load), gate));

      assertThat(refusal.code()).isEqualTo(ErrorCode.DESTINATION_MISMATCH);
      assertThat(refusal).hasMessageContaining("dw.tarde");
    }
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void aTableThatIsChangedWhileTheRowsAreCopiedKeepsItsChange() {
    try (Destination own = database.connect()) {
      Load load = new Load(own.prepare(VENTAS), Rows.numbered(1));
      CommitGate gate = () -> database.run("CREATE INDEX nuevo ON dw.ventas (t)");

      SageException refusal =
          catchThrowableOfType(
              SageException.class, () -> own.load(UUID.randomUUID(), 1, List.of(load), gate));

      assertThat(refusal.code()).isEqualTo(ErrorCode.DESTINATION_CONFLICT);
    }
    assertThat(leftovers()).isEmpty();
    assertThat(database.query("SELECT to_regclass('dw.nuevo')")).containsExactly("dw.nuevo");
    load(database.destination(), UUID.randomUUID(), VENTAS, Rows.numbered(1));
    assertThat(database.query("SELECT id FROM dw.ventas")).containsExactly("1");
  }

  @Test
  void whoDoesNotOwnTheTableIsToldSo() {
    database.run(
        """
        GRANT ALL ON SCHEMA dw TO cargador;
        GRANT ALL ON dw.ventas TO cargador;
        """);
    try (Destination poor = connectAs("cargador")) {
      SageException refusal = catchThrowableOfType(SageException.class, () -> poor.prepare(VENTAS));
      assertThat(refusal.code()).isEqualTo(ErrorCode.DESTINATION_PERMISSION);
      assertThat(refusal).hasMessageContaining("ALTER TABLE \"dw\".\"ventas\" OWNER TO cargador;");

      database.run("ALTER TABLE dw.ventas OWNER TO jefe; GRANT jefe TO cargador");
      assertThat(catchThrowableOfType(SageException.class, () -> poor.prepare(VENTAS)))
          .hasMessageContaining("GRANT CREATE ON SCHEMA dw TO jefe;");

      database.run("GRANT ALL ON SCHEMA dw TO jefe");
      load(poor, UUID.randomUUID(), VENTAS, Rows.numbered(1));
      load(poor, UUID.randomUUID(), VENTAS, Rows.numbered(2));
      poor.rollback(TableName.parse("dw.ventas"), null);
      assertThat(database.query("SELECT id FROM dw.ventas")).containsExactly("1");

      database.run("CREATE VIEW dw.ajena AS SELECT * FROM dw.ventas");
      assertThat(catchThrowableOfType(SageException.class, () -> poor.prepare(VENTAS)))
          .hasMessageContaining("view dw.ajena would have to be replaced");
    } finally {
      database.run("REVOKE jefe FROM cargador");
    }
  }

  @Test
  void versionsOfSomebodyElseAreRefused() {
    database.run("CREATE TABLE dw.sage_versions (a int)");
    assertThat(refusal()).hasMessageContaining("RENAME TO sage_versions_other");
  }

  private static SageException refusal() {
    return catchThrowableOfType(SageException.class, () -> database.destination().prepare(VENTAS));
  }

  private static List<String> leftovers() {
    return database.query(
        """
        SELECT relname FROM pg_class WHERE relname LIKE 'ventas!_!_%' ESCAPE '!'
        UNION ALL SELECT relation FROM dw.sage_versions WHERE since IS NULL
        """);
  }

  private static Destination connectAs(String role) {
    return Database.connect(
        database.url(role, "x", database.parsed().port(), database.parsed().database()));
  }
}
