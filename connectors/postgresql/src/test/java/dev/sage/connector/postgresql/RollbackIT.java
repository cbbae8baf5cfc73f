package dev.sage.connector.postgresql;

import static dev.sage.connector.postgresql.Database.column;
import static dev.sage.connector.postgresql.Database.load;
import static dev.sage.connector.postgresql.Database.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sage.spi.Destination;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.LoadRequest;
import dev.sage.spi.SageException;
import dev.sage.spi.TableName;
import dev.sage.spi.TableVersion;
import dev.sage.spi.ValueType;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
final class RollbackIT {
  private static final LoadRequest VENTAS =
      Database.full(
          "ventas", List.of("id"), required("id", ValueType.WHOLE), column("t", ValueType.TEXT));
  private static final TableName TABLE = TableName.parse("ventas");

  @RegisterExtension private static final Database database = new Database();

  @BeforeEach
  void make() {
    database.clean();
    database.run(
        "CREATE TABLE ventas (id bigint PRIMARY KEY, t text); INSERT INTO ventas VALUES (0)");
    for (long version = 2; version <= 3; version++) {
      load(database.destination(), new UUID(0, version), VENTAS, Rows.numbered(version));
    }
  }

  @Test
  void everyVersionIsListedWithWhatIsKnownOfIt() {
    List<TableVersion> versions = database.destination().versions(TABLE);

    assertThat(versions).extracting(TableVersion::number).containsExactly(1L, 2L, 3L);
    assertThat(versions).extracting(TableVersion::isShown).containsExactly(false, false, true);
    assertThat(versions).extracting(TableVersion::rows).containsExactly(null, 1L, 1L);
    assertThat(versions)
        .extracting(TableVersion::execution)
        .containsExactly(null, new UUID(0, 2), new UUID(0, 3));
    assertThat(versions.get(1).until()).isBeforeOrEqualTo(versions.get(2).since());
    assertThat(versions)
        .extracting(version -> version.table().toString())
        .containsOnly("public.ventas");
    assertThat(database.destination().versions(TableName.parse("otra"))).isEmpty();
    assertThat(database.destination().versions(TableName.parse("otro_esquema.ventas"))).isEmpty();
  }

  @Test
  void aSecondRollbackLeadsBack() {
    assertThat(database.destination().rollback(TABLE, null).number()).isEqualTo(2);
    assertThat(ids()).containsExactly("2");
    assertThat(database.destination().rollback(TABLE, null).number()).isEqualTo(3);
    assertThat(ids()).containsExactly("3");
    assertThat(database.destination().rollback(TABLE, 1L).number()).isEqualTo(1);
    assertThat(ids()).containsExactly("0");
    assertThat(database.destination().rollback(TABLE, null).number()).isEqualTo(3);
    assertThat(database.query("SELECT version, rollbacks FROM sage_versions ORDER BY 1"))
        .containsExactly("1|1", "2|1", "3|2");
    assertThat(database.query("SELECT count(*) FROM sage_commits")).containsExactly("2");
  }

  @Test
  void aReplacementAfterARollbackIsANewVersion() {
    database.destination().rollback(TABLE, 1L);
    load(database.destination(), UUID.randomUUID(), VENTAS, Rows.numbered(4));

    assertThat(database.destination().versions(TABLE))
        .extracting(TableVersion::number)
        .containsExactly(1L, 3L, 4L);
    assertThat(ids()).containsExactly("4");
    database.destination().rollback(TABLE, null);
    assertThat(ids()).containsExactly("0");
  }

  @Test
  void aVersionThatIsNotThereIsRefusedWithThoseThatAre() {
    assertThat(refusal("ventas", 9L)).contains("version 9").contains("Kept are: 1, 2.");
    assertThat(refusal("ventas", 3L)).contains("shows version 3 already");
    database.run("CREATE TABLE sola (a int)");
    assertThat(refusal("sola", null)).contains("No other version is kept");
    assertThat(refusal("nada.nada", null)).contains("has no versions");
    assertThat(ids()).containsExactly("3");
  }

  @Test
  void rowsThatViolateAForeignKeyOfTodayAreNotShown() {
    database.run(
        """
        CREATE TABLE tipos (id bigint PRIMARY KEY);
        INSERT INTO tipos VALUES (3);
        ALTER TABLE ventas ADD CONSTRAINT su_tipo FOREIGN KEY (id) REFERENCES tipos;
        """);
    assertThat(refusal("ventas", null)).contains("do not fit").contains("23503");
    assertThat(ids()).containsExactly("3");

    database.run("INSERT INTO tipos VALUES (2)");
    database.destination().rollback(TABLE, null);
    assertThat(ids()).containsExactly("2");
    assertThat(
            database.query(
                "SELECT conrelid::regclass FROM pg_constraint WHERE conname = 'su_tipo'"))
        .containsExactly("ventas");
  }

  @Test
  void aColumnThatAViewNeedsIsNotGoneBackBehind() {
    database.run("ALTER TABLE ventas ADD nueva int; CREATE VIEW vista AS SELECT nueva FROM ventas");
    assertThat(refusal("ventas", null)).contains("do not fit");

    database.run("DROP VIEW vista");
    database.destination().rollback(TABLE, null);
    assertThat(database.query("SELECT * FROM ventas")).containsExactly("2|t2");
  }

  @Test
  void whatHangsOnTheTableSinceIsNamed() {
    database.run("CREATE MATERIALIZED VIEW resumen AS SELECT * FROM ventas");
    assertThat(refusal("ventas", null)).contains("materialized view public.resumen");
  }

  @Test
  void aTableThatWasDroppedComesBackAsItsLastVersion() {
    database.run("DROP TABLE ventas");
    assertThat(database.destination().versions(TABLE))
        .extracting(TableVersion::number)
        .containsExactly(1L, 2L);

    assertThat(database.destination().rollback(new TableName("public", "ventas"), null).number())
        .isEqualTo(2);

    assertThat(ids()).containsExactly("2");
    assertThat(database.destination().versions(TABLE))
        .extracting(TableVersion::isShown)
        .containsExactly(false, true);
  }

  @Test
  void aVersionThatWasDroppedIsForgotten() {
    database.run("DROP TABLE ventas__v2");
    assertThat(database.destination().rollback(TABLE, null).number()).isEqualTo(1);
    assertThat(ids()).containsExactly("0");
  }

  @Test
  void aCommitWithoutAnAnswerIsUnknown() throws IOException {
    try (CuttingProxy proxy =
            new CuttingProxy(database.parsed().port(), CuttingProxy.Cut.AFTER_COMMIT, 1);
        Destination through = Database.connect(database.urlThrough(proxy.port()))) {
      SageException unknown =
          catchThrowableOfType(SageException.class, () -> through.rollback(TABLE, null));

      assertThat(unknown.code()).isEqualTo(ErrorCode.COMMIT_UNKNOWN);
      assertThat(through.versions(TABLE).get(1).isShown()).isTrue();
    }
    assertThat(ids()).containsExactly("2");
  }

  @Test
  void aLongNameIsCutAndStillTold() {
    String name = "ñ".repeat(31);
    LoadRequest request =
        Database.full(
            name, List.of("id"), required("id", ValueType.WHOLE), column("t", ValueType.TEXT));
    for (long i = 1; i <= 3; i++) {
      load(database.destination(), UUID.randomUUID(), request, Rows.numbered(i));
    }
    database.destination().rollback(TableName.parse(name), 1L);

    assertThat(database.query("SELECT id FROM " + name)).containsExactly("1");
    assertThat(database.destination().versions(TableName.parse(name))).hasSize(3);
  }

  private static String refusal(String table, @Nullable Long version) {
    SageException refusal =
        catchThrowableOfType(
            SageException.class,
            () -> database.destination().rollback(TableName.parse(table), version));
    assertThat(refusal.code()).isEqualTo(ErrorCode.DESTINATION_MISMATCH);
    return String.valueOf(refusal.getMessage());
  }

  private static List<String> ids() {
    return database.query("SELECT id FROM ventas ORDER BY id");
  }
}
