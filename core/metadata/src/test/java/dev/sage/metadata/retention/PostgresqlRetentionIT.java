package dev.sage.metadata.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.metadata.PostgresqlControlPath;
import dev.sage.metadata.TestDatabase;
import dev.sage.metadata.execution.ExecutionAdministration;
import dev.sage.orchestrator.execution.NewExecution;
import dev.sage.orchestrator.retention.Retention.Standing;
import dev.sage.orchestrator.retention.RetentionSettings;
import dev.sage.orchestrator.retention.Sweeper;
import dev.sage.orchestrator.retention.Sweeper.Swept;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.SageException;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.worker.WorkOrder;
import dev.sage.worker.storage.LocalStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What goes when, with real files.
final class PostgresqlRetentionIT {
  @RegisterExtension private static final TestDatabase database = new TestDatabase();

  private static final Duration FILES = Duration.ofDays(90);
  private static final Duration DELIVERIES = Duration.ofDays(365);

  @TempDir private Path folder;
  private PostgresqlRetention retention;
  private ExecutionStore store;
  private UUID inbox;
  private UUID version;
  private int files;

  @BeforeEach
  void prepare() {
    PostgresqlControlPath path = new PostgresqlControlPath(database);
    inbox = path.inbox();
    version = path.contractVersion(inbox);
    retention = new PostgresqlRetention(database.get());
    store = LocalStore.open(folder.resolve("store"));
  }

  @Test
  void filesOfWhatEndedLongAgoGoAndTheRowSaysSo() {
    UUID old = ended(delivery(100), 91);
    UUID young = ended(delivery(100), 89);
    UUID open = execution(delivery(400), "");

    assertThat(sweep()).isEqualTo(new Swept(1, 0, 0));

    assertThat(stored()).containsExactlyInAnyOrder(young, open);
    assertThat(gone()).containsExactly(old.toString());
    assertThat(sweep().isNothing()).isTrue();
  }

  @Test
  void theOldestGoFirstAndNoMoreThanWanted() {
    UUID second = ended(delivery(200), 150);
    UUID first = ended(delivery(200), 160);
    ended(delivery(200), 140);

    assertThat(retention.expire(FILES, 2)).containsExactlyInAnyOrder(first, second);
    assertThat(retention.expire(FILES, 2)).hasSize(1);
    assertThat(retention.expire(FILES, 2)).isEmpty();
  }

  @Test
  void theInputStaysWhileAnExecutionThatDoesItAgainIsKept() {
    UUID delivery = delivery(200);
    UUID first = ended(delivery, 180);
    UUID waits = execution(delivery, "'source', '%s', ".formatted(first));

    assertThat(retention.expire(FILES, 10)).isEmpty();
    end(waits, 10);
    assertThat(retention.expire(FILES, 10)).isEmpty();
    database.run("UPDATE ejecuciones_yaml SET terminada_en = now() - interval '95 days'");
    assertThat(retention.expire(FILES, 10)).containsExactlyInAnyOrder(first, waits);
  }

  @Test
  void whatAYoungDeliveryRefersToStays() {
    UUID corrected = delivery(200);
    UUID known = delivery(200);
    UUID rejects = delivery(200);
    UUID first = ended(corrected, 180);
    UUID second = ended(known, 180);
    UUID third = ended(rejects, 180);
    refer("sustituye_a = '%s'".formatted(corrected), delivery(10));
    duplicate(known, 10);
    ended(delivery(10), 9, "'corrects', '%s', ".formatted(third));

    assertThat(retention.expire(FILES, 10)).isEmpty();

    database.run("UPDATE entregas SET registrada_en = now() - interval '91 days'");
    database.run("UPDATE ejecuciones_yaml SET terminada_en = now() - interval '91 days'");
    assertThat(retention.expire(FILES, 10)).contains(first, second, third).hasSize(4);
  }

  @Test
  void whatHasNoFilesAnyMoreIsNotDoneAgain() {
    ExecutionAdministration executions = new ExecutionAdministration(database.get());
    UUID id = ended(delivery(200), 180);
    NewExecution again = again(id);
    retention.expire(FILES, 10);

    for (Runnable call :
        List.<Runnable>of(
            () -> executions.replay(again, "ana"), () -> executions.retry(id, "ana"))) {
      assertThatThrownBy(call::run)
          .isInstanceOfSatisfying(
              SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
          .hasMessageContaining("retention.executions");
    }
    assertThat(executions.find(id).orElseThrow().execution().filesDeleted()).isPresent();
  }

  @Test
  void whatWasNeverRecordedGoesWhenItIsADayOldAndNothingElse() {
    UUID arrived = UUID.randomUUID();
    put(arrived, "input/a.csv", "contract.yaml");
    UUID parts = UUID.randomUUID();
    put(parts, "parts/0-1");
    UUID done = UUID.randomUUID();
    put(done, "input/a.csv", "contract.yaml", "result.json");
    UUID uploading = UUID.randomUUID();
    put(uploading, "parts/0-1");
    database.run(
        """
        INSERT INTO subidas (id, casilla_id, nombre, tamano, creada_por, vence_en)
        VALUES ('%s', '%s', 'a', 1, 'ana', now() + interval '1 day')
        """
            .formatted(uploading, inbox));

    assertThat(sweep().isNothing()).as("they are young").isTrue();
    assertThat(sweep(Instant.now().plus(Duration.ofHours(25))).rubbish()).isEqualTo(2);

    assertThat(stored()).containsExactlyInAnyOrder(done, uploading);
    assertThat(retention.standing(List.of(done, uploading)))
        .containsEntry(done, Standing.UNKNOWN)
        .containsEntry(uploading, Standing.KEPT);
  }

  @Test
  void whatWasMarkedByOneThatDiedIsDeletedByAnother() {
    UUID id = ended(delivery(200), 180);
    assertThat(retention.expire(FILES, 10)).containsExactly(id);

    assertThat(sweep()).isEqualTo(new Swept(0, 1, 0));
    assertThat(stored()).isEmpty();
  }

  @Test
  void deliveriesAreForgottenWithTheirExecutions() {
    UUID old = delivery(400);
    UUID id = ended(old, 399);
    UUID again = ended(old, 398, "'source', '%s', ".formatted(id));
    database.run("INSERT INTO bloqueos VALUES ('%s', NULL, 3, NULL)".formatted(id));
    duplicate(old, 380);
    UUID young = delivery(300);
    ended(young, 299);
    retention.expire(FILES, 10);
    assertThat(retention.forget(DELIVERIES, 10)).as("files went today").isEqualTo(1);
    filesWentYesterday();

    assertThat(retention.forget(DELIVERIES, 10)).isEqualTo(1);

    assertThat(database.query("SELECT id AS v FROM entregas")).containsExactly(young.toString());
    assertThat(database.query("SELECT count(*)::text AS v FROM ejecuciones_yaml"))
        .containsExactly("1");
    assertThat(database.query("SELECT recurso AS v FROM bloqueos")).isEmpty();
    assertThat(retention.standing(List.of(again))).containsEntry(again, Standing.UNKNOWN);
  }

  @Test
  void ofVersionsTheOneThatAYoungOneRefersToIsKept() {
    UUID first = delivery(700);
    UUID second = delivery(600);
    UUID third = delivery(10);
    refer("sustituye_a = '%s'".formatted(first), second);
    refer("sustituye_a = '%s'".formatted(second), third);
    ended(first, 700);
    ended(second, 600);
    ended(third, 10);
    retention.expire(Duration.ofDays(30), 10);
    database.run("UPDATE ejecuciones_yaml SET archivos_borrados_en = now()");
    filesWentYesterday();

    assertThat(retention.forget(DELIVERIES, 10)).isEqualTo(1);

    assertThat(database.query("SELECT id AS v FROM entregas ORDER BY numero"))
        .containsExactly(second.toString(), third.toString());
    assertThat(database.query("SELECT sustituye_a AS v FROM entregas ORDER BY numero"))
        .containsExactly("∅", second.toString());
  }

  @Test
  void aFileThatStillLiesWhereItArrivedIsNotForgotten() {
    UUID lies = delivery(700);
    refer("ruta = 'a', modificado_en = now(), modificado_ns = 0", lies);
    ended(lies, 700);
    retention.expire(FILES, 10);
    filesWentYesterday();

    assertThat(retention.forget(DELIVERIES, 10)).isZero();
    refer("movida_en = now()", lies);
    assertThat(retention.forget(DELIVERIES, 10)).isEqualTo(1);
  }

  private Swept sweep() {
    return sweep(Instant.now());
  }

  private Swept sweep(Instant now) {
    return new Sweeper(
            store, retention, new RetentionSettings(FILES, DELIVERIES), InstantSource.fixed(now))
        .sweep();
  }

  private List<UUID> stored() {
    return store.executions(Optional.empty(), 1_000).stream()
        .filter(id -> !store.list(id, Optional.empty(), 1).isEmpty())
        .toList();
  }

  private static List<String> gone() {
    return database.query(
        "SELECT id AS v FROM ejecuciones_yaml WHERE archivos_borrados_en IS NOT NULL");
  }

  private static void filesWentYesterday() {
    database.run(
        """
        UPDATE ejecuciones_yaml SET archivos_borrados_en = now() - interval '25 hours'
        WHERE archivos_borrados_en IS NOT NULL
        """);
  }

  /// Accepted so many days ago.
  private UUID delivery(int days) {
    UUID id = UUID.randomUUID();
    database.run(
        """
        INSERT INTO entregas
          (id, casilla_id, archivo, tamano, sha256, estado, version, recibida_en, registrada_en)
        VALUES ('%1$s', '%2$s', '%1$s.csv', 1, '%3$s', 'aceptada', 1, now(),
          now() - interval '%4$d days')
        """
            .formatted(id, inbox, (id + "" + id).replace("-", ""), days));
    return id;
  }

  private void duplicate(UUID of, int days) {
    database.run(
        """
        INSERT INTO entregas (id, casilla_id, archivo, tamano, sha256, estado, duplicado_de,
          recibida_en, registrada_en)
        VALUES (gen_random_uuid(), '%s', 'a', 1, '%s', 'duplicada', '%s', now(),
          now() - interval '%d days')
        """
            .formatted(inbox, (of + "" + of).replace("-", ""), of, days));
  }

  private static void refer(String change, UUID delivery) {
    database.run("UPDATE entregas SET %s WHERE id = '%s'".formatted(change, delivery));
  }

  private UUID ended(UUID delivery, int days) {
    return ended(delivery, days, "");
  }

  private UUID ended(UUID delivery, int days, String order) {
    UUID id = execution(delivery, order);
    end(id, days);
    return id;
  }

  private static void end(UUID id, int days) {
    database.run(
        """
        UPDATE ejecuciones_yaml SET estado = 'procesando', intento = 1, daemon = 'd',
          iniciada_en = now() WHERE id = '%s'
        """
            .formatted(id));
    database.run(
        """
        UPDATE ejecuciones_yaml SET estado = 'completada',
          terminada_en = now() - interval '%d days' WHERE id = '%s'
        """
            .formatted(days, id));
  }

  /// One that waits, with files.
  private UUID execution(UUID delivery, String order) {
    UUID id = UUID.randomUUID();
    database.run(
        """
        INSERT INTO ejecuciones_yaml
          (id, casilla_id, entrega_id, version_contrato_id, limite_ms, recibida_en, orden)
        VALUES ('%1$s', '%2$s', '%3$s', '%4$s', 1000, now(), jsonb_build_object(
          'contract', 'c', 'sha256', 'x', 'source', '%1$s', 'filename', 'a.csv', 'language', 'ES')
          || jsonb_build_object(%5$s 'x', 1))
        """
            .formatted(id, inbox, delivery, version, order));
    put(id, "input/a.csv", "result.json");
    return id;
  }

  private void put(UUID id, String... names) {
    try {
      for (String name : names) {
        store.put(id, 1, name, Files.writeString(folder.resolve("file" + files++), "uno"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private NewExecution again(UUID id) {
    UUID fresh = UUID.randomUUID();
    return new NewExecution(
        new WorkOrder(
            fresh,
            1,
            "c",
            "x",
            new WorkOrder.Input(id, "a.csv"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Language.ES,
            Optional.empty(),
            WorkOrder.Origin.NONE),
        version,
        0,
        Duration.ofMinutes(1),
        Optional.of(id));
  }
}
