package dev.sage.metadata.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sage.metadata.CapturedLogs;
import dev.sage.metadata.TestDatabase;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.testing.orchestrator.Together;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class MetadataDatabaseIT {
  @RegisterExtension private static final TestDatabase database = new TestDatabase();

  @Test
  void openingAgainChangesNothing() {
    String migrations =
        "SELECT version || ' ' || installed_on AS v FROM sage_migraciones ORDER BY version";
    List<String> before = database.query(migrations);
    try (MetadataDatabase again = MetadataDatabase.open(database.url(), 1)) {
      assertThat(again.health().reachable()).isTrue();
      assertThat(again.health().version()).startsWith("18");
    }
    assertThat(database.query(migrations)).isEqualTo(before).isNotEmpty();
  }

  @Test
  void severalThatOpenAnEmptyDatabaseAtOnceMakeItOnce() {
    for (int round = 0; round < 3; round++) {
      String name = "nueva" + ProcessHandle.current().pid() + "_" + round;
      List<MetadataDatabase> opened =
          Together.run(6, _ -> MetadataDatabase.openBeside(database.url(), name));

      assertThat(opened).allSatisfy(one -> assertThat(one.health().reachable()).isTrue());
      opened.forEach(MetadataDatabase::close);
    }
  }

  @Test
  void whoChangesTheTablesIsWaitedForAWhile() {
    MetadataUrl url = MetadataUrl.parse(database.url(), System::getenv);
    try (MigrationLock _ = MigrationLock.take(url, Duration.ofSeconds(1))) {
      SageException failure =
          catchThrowableOfType(
              SageException.class, () -> MigrationLock.take(url, Duration.ofMillis(100)).close());

      assertThat(failure.code()).isEqualTo(ErrorCode.METADATA_UNREACHABLE);
      assertThat(failure).hasMessageContaining("Another SAGE");
    }
    MigrationLock.take(url, Duration.ofMillis(100)).close();
  }

  @Test
  void whatThrowsLeavesNothing() {
    assertThatThrownBy(() ->
            database
                .get()
                .transact(session -> {
                  session.sql("INSERT INTO daemons (id) VALUES ('d')").update();
                  throw new IllegalStateException("bug");
                }))
        .hasMessage("bug");

    assertThat(database.query("SELECT id AS v FROM daemons")).isEmpty();
  }

  @Test
  void aServerThatIsNotThereIsUnreachable() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String url = "postgresql://ana:clave-4711@127.0.0.1:%d/meta".formatted(port);

    SageException failure =
        catchThrowableOfType(SageException.class, () -> MetadataDatabase.open(url));

    assertThat(failure.code()).isEqualTo(ErrorCode.METADATA_UNREACHABLE);
    assertThat(failure).hasMessageContaining("127.0.0.1:" + port).hasMessageNotContaining("4711");
  }

  @Test
  void aWrongPasswordIsToldAndWrittenNowhere() {
    String url = database.url().replaceFirst(":[^:@/]+@", ":clave-4711@");

    SageException failure =
        catchThrowableOfType(SageException.class, () -> MetadataDatabase.open(url));

    assertThat(failure.code()).isEqualTo(ErrorCode.SETTINGS_INVALID);
    assertThat(failure).hasMessageContaining("password").hasMessageNotContaining("4711");
    assertThat(CapturedLogs.lines()).noneMatch(line -> line.contains("4711"));
  }

  @Test
  void thePasswordOfTheUrlIsLoggedByNobody() {
    String password = database.url().replaceFirst("^.*//[^:]+:", "").replaceFirst("@.*$", "");

    assertThat(password).hasSizeGreaterThan(5);
    assertThat(CapturedLogs.lines()).isNotEmpty().noneMatch(line -> line.contains(password));
    assertThat(database.get().toString()).doesNotContain(password);
  }

  @Test
  void aServerThatEndsConnectionsIsFoundAgain() {
    database.query(
        """
        SELECT pg_terminate_backend(pid, 10000)::text AS v FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
        """);

    assertThat(database.query("SELECT '1' AS v")).containsExactly("1");
  }

  @Test
  void aConnectionThatBreaksInATransactionIsUnreachable() {
    SageException failure =
        catchThrowableOfType(
            SageException.class,
            () ->
                database
                    .get()
                    .transact(session ->
                        session
                            .sql("SELECT pg_terminate_backend(pg_backend_pid(), 0) AS v")
                            .list(row -> row.isTrue("v"))));

    assertThat(failure.code()).isEqualTo(ErrorCode.METADATA_UNREACHABLE);
  }

  @Test
  void twoThatMeetAreAConflictWithTheNameOfTheRule() {
    UUID id = UUID.randomUUID();
    String insert = "INSERT INTO contratos (id, nombre) VALUES ('%s', 'valor-4711')".formatted(id);
    database.run(insert);

    SageException failure = catchThrowableOfType(SageException.class, () -> database.run(insert));

    assertThat(failure.code()).isEqualTo(ErrorCode.CONFLICT);
    assertThat(failure).hasMessageContaining("table contratos").hasMessageNotContaining("4711");
  }

  @Test
  void tlsThatTheServerDoesNotHaveIsNotGoneWithout() {
    SageException failure =
        catchThrowableOfType(
            SageException.class, () -> MetadataDatabase.open(database.url() + "?sslmode=require"));

    assertThat(failure).isNotNull();
    assertThat(failure.code()).isIn(ErrorCode.SETTINGS_INVALID, ErrorCode.METADATA_UNREACHABLE);
  }
}
