package dev.sage.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sage.connector.postgresql.Warehouse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Databases and disks that do not do their part: exit status 3 or 2 with a named error, and the
/// execution can be done again.
final class InfrastructureIT {
  @TempDir private static Path shared;
  private static Warehouse warehouse;

  @TempDir private Path folder;
  private Desk desk;
  private Path contract;
  private Path data;
  private Path out;

  @BeforeAll
  static void open() {
    warehouse = Warehouse.open(shared.resolve("home"));
    sql("CREATE ROLE pobre LOGIN PASSWORD 'de solemnidad'");
    sql("CREATE SCHEMA ajeno");
    sql("CREATE TABLE ajeno.t (a text, b bigint)");
    sql("GRANT USAGE ON SCHEMA ajeno TO pobre");
  }

  @AfterAll
  static void close() {
    warehouse.close();
  }

  @BeforeEach
  void prepare() {
    desk = new Desk(folder, shared.resolve("home"));
    contract =
        desk.file("contract.yaml", Yaml.header("name: a, type: texto", "name: b, type: entero"));
    data = desk.file("datos.csv", "a;b\nx;1\ny;2\n");
    out = desk.path("out");
  }

  private static List<List<String>> sql(String sql) {
    return Tables.postgresql(warehouse.url(), sql);
  }

  private Ran run(Object... more) {
    return desk.sage(
        Stream.concat(
                Stream.of("run", contract, data, "--format", "json", "--out", out), Stream.of(more))
            .toArray());
  }

  private Ran to(String url, String table) {
    return run("--to", url, "--table", table);
  }

  private void failed(Ran ran, int exit, String code) {
    assertThat(ran.errorCode()).as(ran.out() + ran.err()).isEqualTo(code);
    assertThat(ran.exit()).isEqualTo(exit);
    assertThat(ran.json().propertyNames()).containsExactly("error");
    assertThat(ran.out() + ran.err()).doesNotContain("solemnidad", "\tat ", password());
    Leftovers.areNoResults(out);
    if (Files.exists(out)) {
      assertThat(out.resolve("error.log")).content().doesNotContain("solemnidad", password());
    }
  }

  private static String password() {
    return URI.create(warehouse.url()).getUserInfo().split(":", 2)[1];
  }

  private static String url(String login) {
    return warehouse.url().replaceFirst("//[^@]*@", "//" + login + "@");
  }

  @Test
  void a_database_that_is_down_is_exit_3_and_the_execution_can_be_done_again() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    failed(
        to("postgresql://u:solemnidad@127.0.0.1:" + port + "/d", "public.t"),
        3,
        "DESTINATION_UNREACHABLE");
    String id = id();

    assertThat(to(warehouse.url(), "otra_vez").exit()).isZero();
    assertThat(id()).isEqualTo(id);
    assertThat(sql("SELECT count(*) FROM otra_vez")).containsExactly(List.of("2"));
    assertThat(sql("SELECT execution FROM sage_commits WHERE materialization LIKE '%otra_vez'"))
        .containsExactly(List.of(id));
    assertThat(out.resolve("error.log")).doesNotExist();
  }

  private String id() throws IOException {
    return Files.readAllLines(out.resolve("execution.properties")).stream()
        .filter(line -> line.startsWith("execution="))
        .collect(Collectors.joining())
        .substring("execution=".length());
  }

  @Test
  void a_host_that_does_not_exist_is_exit_3() {
    failed(
        to("postgresql://u:solemnidad@no.such.host.invalid/d", "t"), 3, "DESTINATION_UNREACHABLE");
  }

  @Test
  void a_wrong_password_is_exit_3() {
    failed(to(url("pobre:solemnidad"), "ajeno.t"), 3, "DESTINATION_AUTHENTICATION");
    failed(to(url("nadie:solemnidad"), "ajeno.t"), 3, "DESTINATION_AUTHENTICATION");
  }

  @Test
  void a_missing_right_is_exit_3() {
    failed(to(url("pobre:de%20solemnidad"), "ajeno.t"), 3, "DESTINATION_PERMISSION");
    failed(to(url("pobre:de%20solemnidad"), "ajeno.nueva"), 3, "DESTINATION_PERMISSION");
    failed(to(url("pobre:de%20solemnidad"), "esquema_nuevo.t"), 3, "DESTINATION_PERMISSION");
  }

  @Test
  void a_missing_database_is_exit_2() {
    failed(
        to(warehouse.url().replaceFirst("/[^/]*$", "/no_existe"), "t"), 2, "DESTINATION_INVALID");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://u:solemnidad@h/d",
        "postgresql://u:solemnidad@h:99999/d",
        "warehause",
        "postgresql://u:solemnidad@h/d?sslmode=maybe",
        "postgresql://u:solemnidad@h/d?currentSchema=x",
        "postgresql://u:solemnidad@h/d?socketFactory=x.y.Z",
        "jdbc:postgresql://u:solemnidad@h/d",
        "postgresql://u:${env:NO_SUCH_VARIABLE}@h/d"
      })
  void a_url_that_cannot_be_is_exit_2(String url) {
    failed(to(url, "t"), 2, "DESTINATION_INVALID");
  }

  @Test
  void a_table_that_does_not_fit_is_exit_2_with_what_would_mend_it() {
    sql("CREATE TABLE no_cabe (a text, b uuid)");
    Ran ran = to(warehouse.url(), "no_cabe");
    failed(ran, 2, "DESTINATION_MISMATCH");
    assertThat(ran.errorMessage()).contains("ALTER TABLE");

    sql("CREATE TABLE falta (a text, b bigint, c text NOT NULL)");
    failed(to(warehouse.url(), "falta"), 2, "DESTINATION_MISMATCH");
  }

  @Test
  void values_that_a_table_does_not_take_are_findings() {
    sql("CREATE TABLE estrecha (a varchar(1), b smallint)");
    data = desk.file("datos.csv", "a;b\nx;1\nyy;2\nz;40000\n");
    Ran ran = run("--to", warehouse.url(), "--table", "estrecha", "--on-error", "reject_rows");

    assertThat(ran.exit()).as(ran.err()).isEqualTo(1);
    assertThat(ran.findings())
        .containsExactly("2:3:a:DESTINATION_LIMIT", "3:4:b:DESTINATION_LIMIT");
    assertThat(sql("SELECT * FROM estrecha")).containsExactly(List.of("x", "1"));
  }

  @Test
  void a_constraint_of_the_table_that_refuses_rows_lands_none() {
    sql("CREATE TABLE unica (a text PRIMARY KEY, b bigint)");
    data = desk.file("datos.csv", "a;b\nx;1\nx;2\n");
    Ran ran = to(warehouse.url(), "unica");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.errorCode()).isEqualTo("DESTINATION_FAILED");
    assertThat(ran.errorMessage()).contains("unica").doesNotContain("(x)");
    assertThat(sql("SELECT * FROM unica")).isEmpty();
    assertThat(out.resolve("result.json")).doesNotExist();
    assertThat(out.resolve("error.log")).exists();
  }

  @Test
  void a_warehouse_that_cannot_start_is_exit_3() throws IOException {
    Path home = Files.writeString(desk.path("home"), "not a directory");
    desk = new Desk(folder, home);
    failed(run(), 3, "WAREHOUSE_START");
  }

  @Test
  void a_disk_that_is_too_small_is_exit_3_before_anything_is_read() throws Exception {
    Path disk = Files.createDirectory(desk.path("disk"));
    assumeThat(mount(disk, 8)).as("a small disk can only be mounted by root").isTrue();
    try {
      out = disk.resolve("out");
      data = desk.file("datos.csv", "a;b\n" + "una celda bastante larga;1\n".repeat(100_000));
      failed(run("--table", "lleno"), 3, "DISK_FULL");
    } finally {
      command("umount", disk.toString());
    }
  }

  @Test
  void a_disk_that_somebody_fills_on_the_way_is_exit_3_and_nothing_is_landed() throws Exception {
    Path disk = Files.createDirectory(desk.path("disk"));
    assumeThat(mount(disk, 100)).as("a small disk can only be mounted by root").isTrue();
    try {
      out = disk.resolve("out");
      data = desk.file("datos.csv", manyRows(400_000));
      Thread somebody = Thread.ofPlatform().daemon().start(() -> fillWhenItWorks(disk));
      failed(run("--table", "lleno"), 3, "DISK_FULL");
      somebody.join();
      assertThat(sql("SELECT 1 FROM lleno")).isEmpty();
      assertThat(sql("SELECT 1 FROM sage_commits WHERE materialization = 'cli:lleno'")).isEmpty();
      Files.delete(disk.resolve("rest"));

      Ran again = run("--table", "lleno");
      assertThat(again.exit()).as(again.err()).isZero();
      assertThat(sql("SELECT count(*) FROM lleno")).containsExactly(List.of("400000"));
    } finally {
      command("umount", disk.toString());
    }
  }

  private static String manyRows(int rows) {
    return IntStream.range(0, rows)
        .mapToObj(i -> "fila " + i * 7919L + ";" + i)
        .collect(Collectors.joining("\n", "a;b\n", "\n"));
  }

  private void fillWhenItWorks(Path disk) {
    while (!Files.exists(out.resolve("work"))) {
      Thread.onSpinWait();
    }
    byte[] block = new byte[1 << 16];
    try (OutputStream rest = Files.newOutputStream(disk.resolve("rest"))) {
      while (true) {
        rest.write(block);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  private static boolean mount(Path directory, int megabytes) throws Exception {
    return command(
        "mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", directory.toString());
  }

  private static boolean command(String... words) throws Exception {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
