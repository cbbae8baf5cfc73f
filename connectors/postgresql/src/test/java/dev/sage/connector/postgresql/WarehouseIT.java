package dev.sage.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class WarehouseIT {
  @TempDir private Path root;

  @Test
  void dataAndPasswordStayWhenItIsClosedAndOpenedAgain() throws Exception {
    String first;
    try (Database database = Database.start(root)) {
      first = database.password();
      database.run("CREATE TABLE queda AS SELECT 7 AS a");
      assertThat(
              database.query(
                  "SELECT current_setting('fsync'), current_setting('synchronous_commit')"))
          .containsExactly("on|on");
      assertThat(
              database.query(
                  "SELECT current_setting('listen_addresses'), current_setting('unix_socket_directories')"))
          .containsExactly("127.0.0.1|");
    }
    assertThat(postmaster()).isFalse();
    try (Database database = Database.start(root)) {
      assertThat(database.query("SELECT a FROM queda")).containsExactly("7");
      assertThat(database.password()).isEqualTo(first).hasSizeGreaterThan(20);
    }
    Path password = root.resolve("warehouse/password");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
        .isEqualTo("rw-------");
  }

  @Test
  void anotherDatabaseOfTheSameServerIsMadeOnce() {
    try (Warehouse warehouse = Warehouse.open(root, Database.BINARIES)) {
      String url = warehouse.url("sage");

      assertThat(url).endsWith("/sage").isEqualTo(warehouse.url("sage"));
      assertThat(warehouse.url()).endsWith("/warehouse");
      assertThatThrownBy(() -> warehouse.url("a b; --"))
          .isInstanceOfSatisfying(
              SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE));
    }
  }

  @Test
  void withinAProcessTheLastOneToCloseStopsIt() throws Exception {
    Warehouse first = Warehouse.open(root, Database.BINARIES);
    Warehouse second = Warehouse.open(root, Database.BINARIES);
    assertThat(second.url()).isEqualTo(first.url());

    first.close();
    assertThat(postmaster()).isTrue();
    second.close();
    assertThat(postmaster()).isFalse();
  }

  @Test
  void anotherProcessAttachesAndTheLastOneStopsIt() throws Exception {
    Warehouse mine = Warehouse.open(root, Database.BINARIES);
    Client other = new Client(root);
    assertThat(other.url()).isEqualTo(mine.url());

    mine.close();
    assertThat(postmaster()).isTrue();
    other.finish();
    assertThat(postmaster()).isFalse();
  }

  @Test
  void twoProcessesThatStartAtOnceShareOneServer() throws Exception {
    Client first = new Client(root);
    Client second = new Client(root);
    assertThat(first.url()).isEqualTo(second.url());

    first.finish();
    assertThat(postmaster()).isTrue();
    second.finish();
    assertThat(postmaster()).isFalse();
  }

  @Test
  void theServerOfAKilledProcessIsAttachedToAndStopped() throws Exception {
    Client killed = new Client(root);
    String url = killed.url();
    killed.kill();
    assertThat(postmaster()).isTrue();

    try (Warehouse warehouse = Warehouse.open(root, Database.BINARIES)) {
      assertThat(warehouse.url()).isEqualTo(url);
    }
    assertThat(postmaster()).isFalse();
  }

  @Test
  void aPidFileWhoseNumberBelongsToAnotherProcessNowIsSeenThrough() throws Exception {
    Database.start(root).close();
    Files.writeString(
        root.resolve("warehouse/data/postmaster.pid"),
        "%d\n%s\n1\n1\n\n127.0.0.1\n1 1\nready\n".formatted(ProcessHandle.current().pid(), root));

    try (Database database = Database.start(root)) {
      assertThat(database.query("SELECT 1")).containsExactly("1");
    }
  }

  @Test
  void aServerThatWasKilledRecovers() throws Exception {
    try (Database database = Database.start(root)) {
      database.run("CREATE TABLE queda AS SELECT 7 AS a");
      long pid = Postmaster.read(data()).orElseThrow().pid();
      ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
      postmaster.destroyForcibly();
      postmaster.onExit().get(10, TimeUnit.SECONDS);
    }
    try (Database database = Database.start(root)) {
      assertThat(database.query("SELECT a FROM queda")).containsExactly("7");
    }
  }

  @Test
  void aFailureToStartTellsTheEndOfTheLog() throws IOException {
    Database.start(root).close();
    Files.writeString(data().resolve("postgresql.auto.conf"), "no_such_setting = 1\n");

    assertThatThrownBy(() -> Warehouse.open(root, Database.BINARIES))
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WAREHOUSE_START))
        .hasMessageContaining("no_such_setting");
  }

  @Test
  void nobodyEntersWithoutThePassword() throws SQLException {
    try (Database database = Database.start(root)) {
      String url = database.url("sage", "otra", database.parsed().port(), "warehouse");
      assertThatThrownBy(() -> Database.connect(url))
          .isInstanceOfSatisfying(
              SageException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.DESTINATION_AUTHENTICATION));
      try (Statement statement = database.connection().createStatement()) {
        assertThat(statement.execute("SELECT 1")).isTrue();
      }
    }
  }

  private boolean postmaster() throws IOException {
    return Postmaster.read(data()).isPresent();
  }

  private Path data() {
    return root.resolve("warehouse/data");
  }

  /// Another JVM that has the warehouse open until it is told to finish.
  private static final class Client {
    private final Process process;

    Client(Path root) throws IOException {
      process =
          new ProcessBuilder(
                  List.of(
                      ProcessHandle.current().info().command().orElseThrow(),
                      "-cp",
                      System.getProperty(
                          "surefire.test.class.path", System.getProperty("java.class.path")),
                      WarehouseClient.class.getName(),
                      root.toString(),
                      Database.BINARIES.toString()))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    }

    String url() throws IOException {
      return process.inputReader().readLine();
    }

    void finish() throws Exception {
      process.getOutputStream().close();
      assertThat(process.waitFor()).isZero();
    }

    void kill() throws Exception {
      process.destroyForcibly().waitFor();
    }
  }
}
