package dev.sage.scenarios;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.connector.postgresql.Warehouse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The password of a destination out of the environment of a real process; and never in what it
/// leaves.
final class PasswordIT {
  private static final String SECRET = "de solemnidad:\\";

  @TempDir private static Path shared;
  private static Warehouse warehouse;

  @TempDir private Path folder;
  private Desk desk;

  @BeforeAll
  static void open() {
    warehouse = Warehouse.open(shared);
    Tables.postgresql(
        warehouse.url(),
        """
        CREATE ROLE carga LOGIN PASSWORD 'de solemnidad:\\';
        CREATE SCHEMA carga AUTHORIZATION carga;
        """);
  }

  @AfterAll
  static void close() {
    warehouse.close();
  }

  @BeforeEach
  void prepare() {
    desk = Desk.in(folder);
    desk.file("c.yaml", Yaml.header("name: a, type: texto"));
    desk.file("datos.csv", "a\nx\n");
  }

  private Ran run(String url, String table, Map<String, String> environment) {
    return desk.process(
        environment,
        "run",
        "c.yaml",
        "datos.csv",
        "--format",
        "json",
        "--out",
        "out",
        "--to",
        url,
        "--table",
        "carga." + table);
  }

  private static String url(String login) {
    URI uri = URI.create(warehouse.url());
    return "postgresql://%s@%s:%d%s".formatted(login, uri.getHost(), uri.getPort(), uri.getPath());
  }

  private static void landed(Ran ran, String table) {
    assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
    assertThat(Tables.postgresql(warehouse.url(), "SELECT a FROM carga." + table))
        .containsExactly(List.of("x"));
  }

  /// In no file of the execution and in nothing that was printed.
  private void isNotTold(Ran ran) throws IOException {
    assertThat(ran.out() + ran.err()).doesNotContain("solemnidad");
    Path out = desk.path("out");
    for (String file : Desk.files(out)) {
      assertThat(new String(Files.readAllBytes(out.resolve(file)), ISO_8859_1))
          .as(file)
          .doesNotContain("solemnidad");
    }
  }

  @Test
  void pgpassword_opens() throws IOException {
    Ran ran = run(url("carga"), "directa", Map.of("PGPASSWORD", SECRET));

    landed(ran, "directa");
    isNotTold(ran);
  }

  @Test
  void a_password_file_opens_unless_others_may_read_it() throws IOException {
    Path file =
        desk.file("claves", "# mine\n*:*:otra:carga:no\n*:*:*:carga:de solemnidad\\:\\\\\n");
    Map<String, String> environment = Map.of("PGPASSFILE", file.toString());
    Files.setPosixFilePermissions(file, fromString("rw-r-----"));
    Ran readable = run(url("carga"), "fichero", environment);
    assertThat(readable.exit()).isEqualTo(2);
    assertThat(readable.errorCode()).isEqualTo("DESTINATION_INVALID");
    assertThat(readable.errorMessage()).contains("chmod 0600");

    Files.setPosixFilePermissions(file, fromString("rw-------"));
    Ran ran = run(url("carga"), "fichero", environment);
    landed(ran, "fichero");
    isNotTold(ran);
  }

  @Test
  void a_variable_in_the_url_opens_and_wins() throws IOException {
    Ran ran =
        run(
            url("carga:${env:CLAVE_CARGA}"),
            "variable",
            Map.of("CLAVE_CARGA", SECRET, "PGPASSWORD", "no es esta"));

    landed(ran, "variable");
    isNotTold(ran);
  }

  @Test
  void a_wrong_one_is_exit_3_and_is_not_told() throws IOException {
    Ran ran = run(url("carga"), "nada", Map.of("PGPASSWORD", "otra solemnidad"));

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.errorCode()).isEqualTo("DESTINATION_AUTHENTICATION");
    isNotTold(ran);
  }

  @Test
  void doctor_reads_the_same_places() {
    Ran well =
        desk.process(Map.of("PGPASSWORD", SECRET), "doctor", url("carga"), "--format", "json");
    assertThat(well.exit()).as(well.out() + well.err()).isZero();
    assertThat(well.out()).doesNotContain("solemnidad");

    Ran none = desk.process(Map.of("HOME", folder.toString()), "doctor", url("carga"));
    assertThat(none.exit()).isEqualTo(3);
    assertThat(none.out()).contains("PGPASSWORD");
  }
}
