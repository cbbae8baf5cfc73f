package dev.sage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.engine.Cancellation;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.SageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Exit statuses and streams, with files and without an engine.
class CliIT {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void start() {
    Streams streams = new Streams(stream(out), stream(err), false, false);
    Complaints complaints = new Complaints(streams, false);
    ExecuteCommand executions =
        new ExecuteCommand(
            streams,
            complaints,
            Clock.systemUTC(),
            UUID::randomUUID,
            folder.resolve("home"),
            root -> {
              throw new SageException(ErrorCode.WAREHOUSE_START, "No warehouse in " + root);
            });
    cli =
        new Cli(
            streams,
            complaints,
            executions,
            new RollbackCommand(
                streams,
                folder.resolve("home"),
                root -> {
                  throw new SageException(ErrorCode.WAREHOUSE_START, "No warehouse in " + root);
                }),
            new DemoCommand(streams, executions, folder.resolve("examples")));
  }

  @Test
  void help_goes_to_standard_output_with_status_0() {
    assertThat(run("--help")).isZero();
    assertThat(text(out)).contains("check");
    assertThat(text(err)).isEmpty();
  }

  @Test
  void the_version_is_one_line() {
    assertThat(run("--version")).isZero();
    assertThat(text(out)).startsWith("sage ").hasLineCount(1);
  }

  @Test
  void wrong_usage_is_status_2_and_leaves_standard_output_empty() {
    assertThat(run("check", "--wrong")).isEqualTo(2);
    assertThat(text(out)).isEmpty();
    assertThat(text(err)).startsWith("sage: USAGE (2002): ").hasLineCount(1);
  }

  @Test
  void in_json_an_error_is_one_object_on_standard_output() {
    assertThat(run("check", "--format", "json", "--wrong", "--lang", "en")).isEqualTo(2);
    Json error = Json.read(text(out)).get("error");
    assertThat(error.members()).containsOnlyKeys("code", "message");
    assertThat(error.get("code").text()).isEqualTo("USAGE");
    assertThat(error.get("message").text()).contains("--wrong");
  }

  @Test
  void a_rollback_without_its_database_is_status_3() {
    assertThat(run("rollback", "ventas", "--format", "json")).isEqualTo(3);
    assertThat(Json.read(text(out)).get("error").get("code").text()).isEqualTo("WAREHOUSE_START");
    assertThat(run("rollback", "ventas", "--to", "nowhere")).isEqualTo(2);
    assertThat(run("rollback")).isEqualTo(2);
  }

  @Test
  void missing_files_and_directories_are_status_2() throws IOException {
    Path file = Files.writeString(folder.resolve("c.yaml"), "sage_yaml: {}");

    assertThat(run("check", folder.resolve("none").toString(), file.toString())).isEqualTo(2);
    assertThat(run("lint", folder.toString())).isEqualTo(2);
    assertThat(run("lint", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(text(err).lines()).hasSize(3).allMatch(line -> line.contains("INPUT_NOT_READABLE"));
  }

  @Test
  void what_only_the_launcher_does_is_status_2() {
    assertThat(run("up")).isEqualTo(2);
    assertThat(text(err)).contains("USAGE", "./sage up");
  }

  @Test
  void a_bug_is_status_3_one_line_and_an_error_log() throws IOException {
    Streams streams = new Streams(stream(out), stream(err), false, false);
    RuntimeException bug = new IllegalStateException("value 4711 of a row");

    int status =
        new Complaints(streams, false)
            .tell(
                new IllegalArgumentException(bug),
                Invocation.Output.JSON,
                Language.EN,
                Optional.of(folder));

    assertThat(status).isEqualTo(3);
    assertThat(text(err)).startsWith("sage: INTERNAL (5001): ").hasLineCount(2);
    assertThat(text(err)).doesNotContain("\tat ");
    assertThat(Json.read(text(out)).get("error").get("code").text()).isEqualTo("INTERNAL");
    assertThat(folder.resolve("error.log"))
        .content()
        .contains("Caused by: java.lang.IllegalStateException", "CliIT")
        .doesNotContain("4711");
  }

  @Test
  void a_delivery_that_cannot_be_read_shows_its_report_if_there_is_one() throws IOException {
    Streams streams = new Streams(stream(out), stream(err), false, false);
    Files.writeString(folder.resolve("report.json"), "{\"summary\":1}");

    int status =
        new Complaints(streams, false)
            .tell(
                new SageException(ErrorCode.ARCHIVE_CORRUPT, "The ZIP is damaged."),
                Invocation.Output.JSON,
                Language.EN,
                Optional.of(folder));

    assertThat(status).isEqualTo(1);
    assertThat(text(out)).isEqualTo("{\"summary\":1}");
  }

  @Test
  void paths_are_shown_as_a_shell_takes_them() {
    Path here = Path.of("/home/ana");

    assertThat(
            List.of(
                Shell.quoted(here, Path.of("/home/ana/x.csv")),
                Shell.quoted(here, Path.of("/srv/mis datos/x.csv"))))
        .containsExactly("x.csv", "'/srv/mis datos/x.csv'");
  }

  private int run(String... arguments) {
    return cli.run(new Cancellation(), arguments);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
