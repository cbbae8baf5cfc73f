package dev.sage.connector.postgresql;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.spi.Diagnosis;
import dev.sage.spi.Diagnosis.Status;
import dev.sage.spi.Examination;
import dev.sage.spi.ValueType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A server as it should be, and everything that can be wrong with one.
final class ExaminerIT {
  @RegisterExtension private static final Database database = new Database();

  @Test
  void aServerAsItShouldBeIsAllWell() {
    Examination examination = examine(database.url());

    assertThat(examination.diagnoses()).hasSize(Check.values().length);
    assertThat(examination.diagnoses()).extracting(Diagnosis::status).containsOnly(Status.OK);
    assertThat(examination.anyFailed()).isFalse();
    assertThat(seen(examination, Check.DISK)).contains("free ").contains("MiB");
    assertThat(seen(examination, Check.VERSION)).startsWith("PostgreSQL 18");
    assertThat(seen(examination, Check.DURABILITY)).contains("fsync on");
  }

  @Test
  void noPasswordIsShown() {
    Examination examination = examine(database.url());

    assertThat(examination.toString()).doesNotContain(database.password());
    assertThat(examination.display()).contains("sage:***@");
    assertThat(examine(as("sage", "equivocada")).toString()).doesNotContain("equivocada");
  }

  @Test
  void aNameThatDoesNotExistIsTold() {
    Examination examination = examine("postgresql://u:p@no.such.host.invalid/d");

    assertThat(seen(examination, Check.REACH)).contains("no.such.host.invalid", "does not exist");
    failsAt(examination, Check.REACH);
  }

  @Test
  void aPortWhereNothingListensIsTold() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Examination examination = examine("postgresql://u:p@127.0.0.1:" + port + "/d");

    assertThat(seen(examination, Check.REACH)).contains("nothing listens", "" + port);
    failsAt(examination, Check.REACH);
  }

  @Test
  void somethingElseAtThePortIsTold() throws Exception {
    try (ServerSocket web = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread answering = Thread.ofPlatform().daemon().start(() -> answerLikeAWebServer(web));
      Examination examination = examine("postgresql://u:p@127.0.0.1:" + web.getLocalPort() + "/d");

      assertThat(seen(examination, Check.REACH)).contains("is not PostgreSQL");
      failsAt(examination, Check.REACH);
      answering.join();
    }
  }

  private static void answerLikeAWebServer(ServerSocket web) {
    try (Socket socket = web.accept()) {
      socket.getInputStream().readNBytes(8);
      socket.getOutputStream().write("HTTP/1.1 400\r\n\r\n".getBytes(US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void somethingThatNeverAnswersIsTold() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Examination examination =
          examine(
              "postgresql://u:p@127.0.0.1:%d/d?connect_timeout=1".formatted(mute.getLocalPort()));

      failsAt(examination, Check.REACH);
    }
  }

  @Test
  void aWrongPasswordIsToldApartFromNone() {
    Examination wrong = examine(as("sage", "equivocada"));
    assertThat(seen(wrong, Check.LOGIN)).contains("sage", "wrong");
    assertThat(advice(wrong, Check.LOGIN)).contains("PGPASSFILE").doesNotContain("None was found");
    failsAt(wrong, Check.LOGIN);

    Examination none = examine("postgresql://sage@127.0.0.1:%d/warehouse".formatted(port()));
    assertThat(seen(none, Check.LOGIN)).contains("wants a password");
    assertThat(advice(none, Check.LOGIN)).contains("None was found", "PGPASSWORD");
    failsAt(none, Check.LOGIN);
  }

  @Test
  void aRoleThatDoesNotExistLooksLikeAWrongPassword() {
    failsAt(examine(as("nadie", "x")), Check.LOGIN);
  }

  @Test
  void aMissingDatabaseIsToldWithItsStatement() {
    Examination examination =
        examine(database.url("sage", database.password(), port(), "No%20existe"));

    assertThat(seen(examination, Check.LOGIN)).contains("No existe", "does not exist");
    assertThat(advice(examination, Check.LOGIN)).isEqualTo("CREATE DATABASE \"No existe\";");
    failsAt(examination, Check.LOGIN);
  }

  @Test
  void encryptionThatIsAskedForAndNotOfferedIsTold() {
    Examination examination = examine(database.url() + "?sslmode=verify-full");

    assertThat(seen(examination, Check.TLS)).contains("verify-full", "no encryption");
    failsAt(examination, Check.TLS);
  }

  @Test
  void encryptionIsToldWithItsVersionAndWhoItTrusts(@TempDir Path folder) throws Exception {
    Path certificate = certificate(folder);
    database.run("ALTER SYSTEM SET ssl = on");
    database.run("SELECT pg_reload_conf()");
    try {
      awaitTls();
      assertThat(seen(examine(database.url()), Check.TLS)).startsWith("TLSv1.");
      assertThat(seen(examine(database.url() + "?sslmode=disable"), Check.TLS))
          .startsWith("not encrypted");
      Examination trusted =
          examine(database.url() + "?sslmode=verify-full&sslrootcert=" + certificate);
      assertThat(status(trusted, Check.TLS)).isEqualTo(Status.OK);

      Examination stranger =
          examine(database.url() + "?sslmode=verify-ca&sslrootcert=" + folder.resolve("none.crt"));
      assertThat(status(stranger, Check.TLS)).isEqualTo(Status.FAILED);
      assertThat(advice(stranger, Check.TLS)).contains("sslrootcert");
      assertThat(status(stranger, Check.LOGIN)).isEqualTo(Status.NOT_TRIED);
    } finally {
      database.run("ALTER SYSTEM RESET ssl");
      database.run("SELECT pg_reload_conf()");
    }
  }

  /// Puts a key and its certificate where the server looks for them.
  private static Path certificate(Path folder) throws Exception {
    Path store = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit",
                "-keyalg",
                "RSA",
                "-alias",
                "a",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1")
            .redirectErrorStream(true)
            .start();
    keytool.getInputStream().readAllBytes();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    Path data = Path.of(database.query("SHOW data_directory").getFirst());
    Path key = data.resolve("server.key");
    Files.createFile(key, Warehouse.ownerOnly("rw-------"));
    pem(key, "PRIVATE KEY", keys.getKey("a", "changeit".toCharArray()).getEncoded());
    pem(data.resolve("server.crt"), "CERTIFICATE", keys.getCertificate("a").getEncoded());
    return data.resolve("server.crt");
  }

  private static void pem(Path file, String kind, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    Files.writeString(
        file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, text));
  }

  /// A server reads its settings again when it gets to it.
  private static void awaitTls() throws IOException {
    while (!Greeting.from("127.0.0.1", port(), Duration.ofSeconds(10)).offersTls()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aRoleThatMayWriteNowhereFails() {
    role("sin_nada");
    Examination examination = examine(as("sin_nada", "x"));

    assertThat(status(examination, Check.RIGHTS)).isEqualTo(Status.FAILED);
    assertThat(advice(examination, Check.RIGHTS))
        .contains("GRANT USAGE, CREATE ON SCHEMA \"public\" TO \"sin_nada\";")
        .contains("GRANT CREATE ON DATABASE \"warehouse\" TO \"sin_nada\";");
    assertThat(status(examination, Check.VERSION)).isEqualTo(Status.OK);
    assertThat(seen(examination, Check.DISK)).contains("cannot be seen");
  }

  @Test
  void aRoleWithATableOfItsOwnIsWarnedOfWhatItLacks() {
    role("con_poco");
    database.run("CREATE SCHEMA de_poco AUTHORIZATION con_poco");
    Examination examination = examine(as("con_poco", "x"));

    assertThat(status(examination, Check.RIGHTS)).isEqualTo(Status.WARNING);
    assertThat(seen(examination, Check.RIGHTS))
        .isEqualTo("cannot create tables in public, cannot create schemas, temporary tables");
    assertThat(examination.anyFailed()).isFalse();
  }

  @Test
  void ledgersAreCountedAndThoseThatCannotBeUsedAreTold() {
    database.run("CREATE SCHEMA cargado");
    Database.load(
        database.connect(),
        UUID.randomUUID(),
        Database.request("cargado.t", Database.column("a", ValueType.WHOLE)),
        Rows.of(Rows.row(1L)));
    assertThat(seen(examine(database.url()), Check.LEDGERS)).contains("cargado 1 (last 20");

    role("ajena");
    database.run("GRANT CREATE ON DATABASE warehouse TO ajena");
    Examination forbidden = examine(as("ajena", "x"));
    assertThat(status(forbidden, Check.LEDGERS)).isEqualTo(Status.WARNING);
    assertThat(advice(forbidden, Check.LEDGERS))
        .isEqualTo(
            "GRANT USAGE ON SCHEMA \"cargado\" TO \"ajena\";"
                + " GRANT SELECT, INSERT, UPDATE ON \"cargado\".sage_commits TO \"ajena\";");

    database.run("CREATE SCHEMA antes; CREATE TABLE antes.sage_commits (a int)");
    Examination foreign = examine(database.url());
    database.run("DROP SCHEMA antes, cargado CASCADE");
    assertThat(advice(foreign, Check.LEDGERS))
        .isEqualTo("ALTER TABLE \"antes\".sage_commits RENAME TO sage_commits_other;");
  }

  @ParameterizedTest
  @CsvSource({
    "ALTER ROLE lectora SET default_transaction_read_only = on,"
        + "ALTER ROLE \"lectora\" RESET default_transaction_read_only;",
    "ALTER ROLE lectora IN DATABASE warehouse SET default_transaction_read_only = on,"
        + "ALTER ROLE \"lectora\" IN DATABASE \"warehouse\" RESET default_transaction_read_only;",
  })
  void aRoleThatOnlyReadsIsToldHowThatIsUndone(String setting, String undoing) {
    role("lectora");
    database.run(setting);
    Examination examination = examine(as("lectora", "x"));

    assertThat(status(examination, Check.WRITING)).isEqualTo(Status.FAILED);
    assertThat(advice(examination, Check.WRITING)).isEqualTo(undoing);
    assertThat(examination.anyFailed()).isTrue();
    assertThat(status(examination, Check.LEFTOVERS)).isEqualTo(Status.OK);
  }

  @Test
  void aRoleWithFewConnectionsIsWarned() {
    role("estrecha");
    database.run("ALTER ROLE estrecha CONNECTION LIMIT 3");
    Examination examination = examine(as("estrecha", "x"));

    assertThat(seen(examination, Check.CONNECTIONS)).contains("estrecha", "3");
    assertThat(advice(examination, Check.CONNECTIONS))
        .isEqualTo("ALTER ROLE \"estrecha\" CONNECTION LIMIT 13;");
  }

  @Test
  void timeLimitsOfTheRoleAreShown() {
    role("con_prisa");
    database.run("ALTER ROLE con_prisa SET statement_timeout = '90s'");

    assertThat(seen(examine(as("con_prisa", "x")), Check.TIMEOUTS))
        .startsWith("statement_timeout 90.0 s");
  }

  @Test
  void versionsThatNobodyFinishedAreTold() {
    database.run("CREATE SCHEMA medias");
    database.run(Versions.create("medias"));
    database.run(
        """
        INSERT INTO medias.sage_versions (table_name, version, relation, built_at, since) VALUES
          ('t', 1, 't_v1', now() - interval '2 hours', now()),
          ('t', 2, 't_v2', now() - interval '2 hours', NULL),
          ('t', 3, 't_v3', now(), NULL)
        """);
    Examination examination = examine(database.url());
    database.run("DROP SCHEMA medias CASCADE");

    assertThat(status(examination, Check.LEFTOVERS)).isEqualTo(Status.WARNING);
    assertThat(seen(examination, Check.LEFTOVERS)).endsWith(": medias.t_v2");
  }

  @Test
  void aClockThatIsApartIsToldWithItsDirection() {
    assertThat(seen(examine(database.url(), Duration.ofSeconds(-90)), Check.CLOCK))
        .contains("90.", "ahead");
    assertThat(seen(examine(database.url(), Duration.ofHours(1)), Check.CLOCK))
        .contains("3600.", "behind")
        .doesNotContain("-");
    assertThat(status(examine(database.url(), Duration.ofMillis(1500)), Check.CLOCK))
        .isEqualTo(Status.OK);
  }

  private static Examination examine(String url) {
    return examine(url, Duration.ZERO);
  }

  private static Examination examine(String url, Duration offset) {
    Clock clock = Clock.offset(Clock.systemUTC(), offset);
    return new Examiner(ConnectionUrl.parse(url, Database.NOTHING), clock).examine();
  }

  /// Everything before was well, everything after was not tried.
  private static void failsAt(Examination examination, Check failing) {
    List<Diagnosis> all = examination.diagnoses();
    int at = all.indexOf(of(examination, failing));
    assertThat(all.subList(0, at)).allMatch(before -> before.status() == Status.OK);
    assertThat(all.get(at).status()).isEqualTo(Status.FAILED);
    assertThat(all.get(at).advice()).isPresent();
    assertThat(all.subList(at + 1, all.size()))
        .isNotEmpty()
        .allMatch(after -> after.status() == Status.NOT_TRIED);
    assertThat(examination.anyFailed()).isTrue();
  }

  private static Diagnosis of(Examination examination, Check check) {
    String name = check.name().toLowerCase(Locale.ROOT);
    return examination.diagnoses().stream()
        .filter(diagnosis -> diagnosis.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String seen(Examination examination, Check check) {
    return of(examination, check).seen().en();
  }

  private static String advice(Examination examination, Check check) {
    return of(examination, check).advice().orElseThrow().en();
  }

  private static Status status(Examination examination, Check check) {
    return of(examination, check).status();
  }

  private static void role(String name) {
    database.run(
        """
        DO $$ BEGIN
          IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN
            CREATE ROLE %1$s LOGIN PASSWORD 'x';
          END IF;
        END $$;
        ALTER ROLE %1$s RESET ALL;
        """
            .formatted(name));
  }

  private static String as(String role, String password) {
    return database.url(role, password, port(), "warehouse");
  }

  private static int port() {
    return database.parsed().port();
  }
}
