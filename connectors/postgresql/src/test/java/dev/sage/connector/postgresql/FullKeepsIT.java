package dev.sage.connector.postgresql;

import static dev.sage.connector.postgresql.Database.column;
import static dev.sage.connector.postgresql.Database.load;
import static dev.sage.connector.postgresql.Database.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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

/// What a table is besides its rows stays as it is, whichever of its versions is shown.
@Timeout(60)
final class FullKeepsIT {
  private static final LoadRequest VENTAS =
      Database.full(
          "dw.ventas", List.of(), required("id", ValueType.WHOLE), column("t", ValueType.TEXT));
  private static final TableName TABLE = TableName.parse("dw.ventas");

  @RegisterExtension private static final Database database = new Database();

  @BeforeAll
  static void prepare() {
    database.run("CREATE ROLE dueña; CREATE ROLE lector; CREATE ROLE otro");
  }

  @BeforeEach
  void make() {
    database.run(
        """
        DROP SCHEMA IF EXISTS dw CASCADE;
        CREATE SCHEMA dw;
        GRANT ALL ON SCHEMA dw TO dueña;
        CREATE FUNCTION dw.limpio(text) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT lower($1)';
        CREATE TABLE dw.tiendas (id bigint PRIMARY KEY);
        INSERT INTO dw.tiendas SELECT generate_series(1, 9);
        CREATE TABLE dw.ventas (
          id bigint,
          t text COLLATE "C" DEFAULT 'nada' NOT NULL,
          borrada int,
          serie serial,
          cuenta bigint GENERATED ALWAYS AS IDENTITY (START 100 INCREMENT 10),
          doble bigint GENERATED ALWAYS AS (id * 2) STORED,
          "Tienda 1" bigint DEFAULT 1 REFERENCES dw.tiendas,
          padre bigint,
          CONSTRAINT ventas_pkey PRIMARY KEY (id),
          CONSTRAINT unica UNIQUE NULLS NOT DISTINCT (t, serie) INCLUDE (doble) DEFERRABLE INITIALLY DEFERRED,
          CONSTRAINT positiva CHECK (id > 0),
          CONSTRAINT sin_hueco EXCLUDE USING btree (cuenta WITH =),
          CONSTRAINT su_padre FOREIGN KEY (padre) REFERENCES dw.ventas (id) ON DELETE CASCADE)
        WITH (fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_enabled = false);
        ALTER TABLE dw.ventas DROP COLUMN borrada;
        ALTER TABLE dw.ventas ALTER t SET STORAGE EXTERNAL, ALTER t SET STATISTICS 77,
          ALTER t SET (n_distinct = 5), ADD CONSTRAINT más CHECK (id < 1000) NOT VALID;
        CREATE INDEX "Índice ""raro"" 1" ON dw.ventas USING hash (t) WHERE id > 3;
        CREATE INDEX por_texto ON dw.ventas (dw.limpio(t) DESC NULLS LAST, id) INCLUDE (serie) WITH (fillfactor = 50);
        ALTER TABLE dw.ventas CLUSTER ON por_texto, REPLICA IDENTITY USING INDEX ventas_pkey;
        CREATE STATISTICS dw.juntas (ndistinct, mcv) ON id, t FROM dw.ventas;
        CREATE STATISTICS dw.expresion ON (id % 10) FROM dw.ventas;
        ALTER STATISTICS dw.juntas SET STATISTICS 5;
        COMMENT ON TABLE dw.ventas IS 'Las ventas: ''todas'' \\ y más';
        COMMENT ON COLUMN dw.ventas.t IS 'texto';
        COMMENT ON INDEX dw.por_texto IS 'índice';
        COMMENT ON CONSTRAINT positiva ON dw.ventas IS 'comprobación';
        COMMENT ON CONSTRAINT ventas_pkey ON dw.ventas IS 'clave';
        COMMENT ON CONSTRAINT su_padre ON dw.ventas IS 'referencia';
        COMMENT ON STATISTICS dw.juntas IS 'estadística';
        COMMENT ON SEQUENCE dw.ventas_cuenta_seq IS 'cuenta';
        ALTER TABLE dw.ventas OWNER TO dueña;
        ALTER STATISTICS dw.juntas OWNER TO dueña;
        ALTER STATISTICS dw.expresion OWNER TO dueña;
        GRANT SELECT ON dw.ventas TO PUBLIC;
        GRANT INSERT, UPDATE ON dw.ventas TO lector WITH GRANT OPTION;
        REVOKE TRUNCATE ON dw.ventas FROM dueña;
        GRANT UPDATE (t, "Tienda 1"), REFERENCES (id) ON dw.ventas TO otro;
        GRANT USAGE ON SEQUENCE dw.ventas_cuenta_seq, dw.ventas_serie_seq TO lector;
        CREATE VIEW dw.vista WITH (security_barrier, check_option = local) AS
          SELECT *, upper(t) AS "Mayúsculas" FROM dw.ventas WHERE id > 1;
        CREATE VIEW dw.encima AS SELECT v.id, w.t FROM dw.vista v JOIN dw.ventas w USING (id);
        CREATE VIEW public_vista AS SELECT id, count(*) AS n, t FROM dw.ventas GROUP BY dw.ventas.id;
        GRANT SELECT ON dw.vista TO lector;
        ALTER VIEW dw.vista OWNER TO otro;
        GRANT ALL ON dw.ventas TO otro;
        COMMENT ON VIEW dw.vista IS 'una vista';
        INSERT INTO dw.ventas (id, t) VALUES (1, 'uno'), (2, 'dos');
        """);
  }

  @Test
  void aNewVersionIsLikeTheOldOne() {
    Description description = new Description(database);
    List<String> first = description.of("dw.ventas");
    // All rows of a new version were compared with every constraint.
    List<String> later =
        first.stream()
            .map(line -> line.replace("(id < 1000)) NOT VALID|c|f|f|f", "(id < 1000))|c|f|f|t"))
            .toList();

    full(3, 4, 5);
    assertThat(description.of("dw.ventas")).containsExactlyElementsOf(later);
    full(6);
    assertThat(description.of("dw.ventas")).containsExactlyElementsOf(later);
    database.destination().rollback(TABLE, null);
    assertThat(description.of("dw.ventas")).containsExactlyElementsOf(later);
    database.destination().rollback(TABLE, 1L);
    assertThat(description.of("dw.ventas")).containsExactlyElementsOf(first);
    database.destination().rollback(TABLE, null);
    assertThat(description.of("dw.ventas")).containsExactlyElementsOf(later);
    assertThat(database.query("SELECT id, t FROM dw.ventas ORDER BY id"))
        .containsExactly("3|t3", "4|t4", "5|t5");
  }

  @Test
  void viewsShowTheNewRows() {
    full(3, 4, 5);

    assertThat(database.query("SELECT id, \"Mayúsculas\" FROM dw.vista ORDER BY id"))
        .containsExactly("3|T3", "4|T4", "5|T5");
    assertThat(database.query("SELECT * FROM dw.encima ORDER BY id"))
        .containsExactly("3|t3", "4|t4", "5|t5");
    assertThat(database.query("SELECT * FROM public_vista ORDER BY id"))
        .containsExactly("3|1|t3", "4|1|t4", "5|1|t5");
  }

  @Test
  void sequencesGoOnAndNoNumberComesTwice() {
    full(3);
    database.run("INSERT INTO dw.ventas (id, t) VALUES (4, 'cuatro')");
    assertThat(database.query("SELECT id, serie, cuenta FROM dw.ventas ORDER BY id"))
        .containsExactly("3|3|120", "4|4|130");

    database.destination().rollback(TABLE, null);
    database.run("INSERT INTO dw.ventas (id, t) VALUES (5, 'cinco')");
    assertThat(database.query("SELECT id, serie, cuenta FROM dw.ventas ORDER BY id"))
        .containsExactly("1|1|100", "2|2|110", "5|5|140");
  }

  @Test
  void aSequenceOutlivesTheVersionThatItWasMadeWith() {
    for (long i = 3; i < 8; i++) {
      full(i);
    }
    database.run("INSERT INTO dw.ventas (id, t) VALUES (9, 'nueve')");

    assertThat(database.query("SELECT to_regclass('dw.ventas__v1')")).containsExactly("∅");
    assertThat(database.query("SELECT serie FROM dw.ventas ORDER BY id")).containsExactly("7", "8");
  }

  @Test
  void whoMayReadTheTableMayNotReadItsOldVersions() {
    full(3);

    assertThat(
            database.query(
                """
                SELECT has_table_privilege('lector', 'dw.ventas', 'SELECT'),
                  has_table_privilege('lector', 'dw.ventas__v1', 'SELECT'),
                  has_any_column_privilege('otro', 'dw.ventas__v1', 'UPDATE'),
                  has_table_privilege('dueña', 'dw.ventas__v1', 'SELECT')
                """))
        .containsExactly("t|f|f|t");
  }

  @Test
  void anOldVersionHoldsBackNothingThatItRefersTo() {
    database.run("UPDATE dw.ventas SET \"Tienda 1\" = 7 WHERE id = 1");
    full(3);

    database.run("DELETE FROM dw.tiendas WHERE id = 7");

    assertThat(database.query("SELECT \"Tienda 1\" FROM dw.ventas__v1 ORDER BY id"))
        .containsExactly("7", "1");
  }

  @Test
  void aNewVersionObeysTheConstraintsOfTheTable() {
    assertThat(refused(3, 3)).contains("23505");
    assertThat(refused(1000)).contains("más", "23514");
    assertThat(refused(-1)).contains("positiva");
    database.run("ALTER TABLE dw.ventas ALTER \"Tienda 1\" SET DEFAULT 77");
    assertThat(refused(3)).contains("23503", "ventas_Tienda 1_fkey");

    assertThat(database.query("SELECT id FROM dw.ventas ORDER BY id")).containsExactly("1", "2");
    assertThat(
            database.query(
                "SELECT relname FROM pg_class WHERE relname LIKE 'ventas!_!_%' ESCAPE '!'"))
        .isEmpty();
  }

  private static String refused(long... ids) {
    return String.valueOf(catchThrowableOfType(SageException.class, () -> full(ids)).getMessage());
  }

  private static void full(long... ids) {
    load(database.destination(), UUID.randomUUID(), VENTAS, Rows.numbered(ids));
  }
}
