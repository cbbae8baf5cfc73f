package dev.sage.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.cli.Invocation.Execute;
import dev.sage.cli.Invocation.Infer;
import dev.sage.cli.Invocation.Landing;
import dev.sage.cli.Invocation.Lint;
import dev.sage.cli.Invocation.Output;
import dev.sage.cli.Invocation.Remote;
import dev.sage.cli.Invocation.Replay;
import dev.sage.cli.Invocation.Rollback;
import dev.sage.cli.Invocation.Show;
import dev.sage.contract.Policy;
import dev.sage.engine.EngineOptions;
import dev.sage.engine.infer.InferOptions;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.SageException;
import dev.sage.spi.Strategy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceTest {

  @Test
  void a_bare_check_has_every_default() {
    Execute check = execute("check", "c.yaml", "d.csv");

    assertThat(check)
        .isEqualTo(
            new Execute(
                Path.of("c.yaml"),
                Path.of("d.csv"),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Output.TEXT,
                Language.ES,
                EngineOptions.defaults(),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void every_option_of_run_is_understood() {
    Execute run =
        execute(
            "run --catalog v --package p --out o --format json --lang en --memory 512MB --threads 3"
                + " --keep-parts --to postgresql://h/d --table dw.v --strategy upsert --key a,b"
                + " --on-error reject_rows --part-size 1MiB c.yaml d.zip");

    assertThat(run.load()).isTrue();
    assertThat(run.catalog()).contains("v");
    assertThat(run.delivery()).contains("p");
    assertThat(run.out()).contains(Path.of("o"));
    assertThat(run.output()).isEqualTo(Output.JSON);
    assertThat(run.language()).isEqualTo(Language.EN);
    assertThat(run.options()).isEqualTo(new EngineOptions(512_000_000, 3, 1 << 20, true));
    assertThat(run.onError()).contains(Policy.OnError.REJECT_ROWS);
    assertThat(run.landing())
        .contains(
            new Landing(
                Optional.of("postgresql://h/d"),
                Optional.of("dw.v"),
                Optional.of(Strategy.UPSERT),
                List.of("a", "b"),
                List.of(),
                Optional.empty()));
  }

  @Test
  void doctor_looks_at_the_warehouse_unless_told_otherwise() {
    assertThat(Sentence.read("doctor"))
        .isEqualTo(new Invocation.Doctor("warehouse", Output.TEXT, Language.ES));
    assertThat(Sentence.read("doctor", "postgresql://h/d", "--lang", "en", "--format", "json"))
        .isEqualTo(new Invocation.Doctor("postgresql://h/d", Output.JSON, Language.EN));
  }

  @Test
  void schema_prints_the_schema_of_contracts() {
    assertThat(((Show) Sentence.read("schema")).text())
        .startsWith("{")
        .contains("https://json-schema.org/draft/2020-12/schema");
  }

  @Test
  void a_rollback_names_a_table_and_perhaps_a_version() {
    assertThat(Sentence.read("rollback", "ventas"))
        .isEqualTo(
            new Rollback(
                "ventas", "warehouse", OptionalLong.empty(), false, Output.TEXT, Language.ES));
    assertThat(
            Sentence.read(
                "rollback dw.ventas --to postgresql://h/d --version 3 --list --format json"
                    .split(" ")))
        .isEqualTo(
            new Rollback(
                "dw.ventas",
                "postgresql://h/d",
                OptionalLong.of(3),
                true,
                Output.JSON,
                Language.ES));
    for (String wrong :
        List.of("rollback t --version 0", "rollback t --version x", "rollback .t")) {
      assertThatThrownBy(() -> Sentence.read(wrong.split(" "))).isInstanceOf(SageException.class);
    }
  }

  @Test
  void a_replay_names_an_execution_and_a_corrected_file() {
    assertThat(Sentence.read("rejects", "replay", "0190-1", "c.csv"))
        .isEqualTo(
            new Replay(
                "0190-1",
                Path.of("c.csv"),
                Optional.empty(),
                Optional.empty(),
                Output.TEXT,
                Language.ES,
                EngineOptions.defaults()));
    Replay replay =
        (Replay)
            Sentence.read(
                "rejects replay e c.csv --catalog v --out o --format json --lang en --threads 3"
                    .split(" "));
    assertThat(replay.catalog()).contains("v");
    assertThat(replay.out()).contains(Path.of("o"));
    assertThat(replay.output()).isEqualTo(Output.JSON);
    assertThat(replay.language()).isEqualTo(Language.EN);
    assertThat(replay.options().threads()).isEqualTo(3);
  }

  @Test
  void a_command_of_commands_needs_one_of_them() {
    assertThatThrownBy(() -> Sentence.read("rejects")).hasMessageContaining("Uso: sage rejects");
    assertThatThrownBy(() -> Sentence.read("rejects", "replai", "e", "c"))
        .hasMessage("Orden desconocida: replai. ¿Quiso decir replay?");
    assertThatThrownBy(() -> Sentence.read("rejects", "replay", "e"))
        .hasMessageStartingWith("Falta: CORRECTED.");
    assertThat(((Show) Sentence.read("rejects", "replay", "--help")).text())
        .contains("Uso: sage rejects replay", "--catalog=ID")
        .doesNotContain("--on-error");
    assertThat(((Show) Sentence.read("rejects", "--help")).text()).contains("replay");
  }

  @Test
  void options_may_stand_anywhere_and_be_joined_with_an_equals_sign() {
    Execute run = execute("run c.yaml --lang=en d.csv --table=t");

    assertThat(run.language()).isEqualTo(Language.EN);
    assertThat(run.landing().orElseThrow().table()).contains("t");
  }

  @Test
  void lint_knows_strict_and_format() {
    assertThat(Sentence.read("lint", "c.yaml", "--strict", "--format", "json"))
        .isEqualTo(new Lint(Path.of("c.yaml"), true, Output.JSON, Language.ES));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check c.yaml",
        "check",
        "lint",
        "check c.yaml d.csv more",
        "check c.yaml d.csv --to postgresql://h/d",
        "check c.yaml d.csv --format xml",
        "check c.yaml d.csv --lang fr",
        "check c.yaml d.csv --memory lots",
        "check c.yaml d.csv --memory 1MiB",
        "check c.yaml d.csv --threads 0",
        "check c.yaml d.csv --threads -1",
        "check c.yaml d.csv --threads 99999999999",
        "check c.yaml d.csv --part-size 0",
        "check c.yaml d.csv --on-error ignore",
        "check c.yaml d.csv --lang es --lang en",
        "check c.yaml d.csv --catalog",
        "run c.yaml d.csv --strategy MERGE",
        "run c.yaml d.csv --key a,,b",
        "--frobnicate",
        "frobnicate",
        "test"
      })
  void wrong_usage_is_refused(String line) {
    assertThatThrownBy(() -> Sentence.read(line.split(" ")))
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE));
  }

  @Test
  void an_empty_value_is_refused() {
    assertThatThrownBy(() -> Sentence.read("check", "c", "d", "--catalog", ""))
        .isInstanceOf(SageException.class);
  }

  @Test
  void nothing_at_all_is_answered_with_the_usage() {
    assertThatThrownBy(() -> Sentence.read()).hasMessageContaining("Uso: sage");
  }

  @Test
  void an_unknown_option_is_answered_with_the_nearest_one() {
    assertThatThrownBy(() -> Sentence.read("check", "c", "d", "--catlog", "x", "--lang", "en"))
        .hasMessage("Unknown option: --catlog. Did you mean --catalog?");
    assertThatThrownBy(() -> Sentence.read("check", "c", "d", "--formato=json"))
        .hasMessage("Opción desconocida: --formato. ¿Quiso decir --format?");
  }

  @Test
  void an_unknown_command_is_answered_with_the_nearest_one() {
    assertThatThrownBy(() -> Sentence.read("chek", "c", "d"))
        .hasMessage("Orden desconocida: chek. ¿Quiso decir check?");
  }

  @Test
  void what_is_missing_is_named() {
    assertThatThrownBy(() -> Sentence.read("check", "c.yaml"))
        .hasMessageStartingWith("Falta: DATA.");
  }

  @Test
  void a_password_in_a_wrong_place_is_not_repeated() {
    assertThatThrownBy(
            () -> Sentence.read("run", "c", "d", "--strategy", "postgresql://u:secret@h/d"))
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> Sentence.read("check", "c", "d", "--to=postgresql://u:secret@h/d"))
        .hasMessageNotContaining("secret");
  }

  @Test
  void help_is_in_the_language_that_is_asked_for() {
    assertThat(((Show) Sentence.read("check", "--help")).text())
        .contains("Uso: sage check", "--catalog=ID", "--lang=es|en")
        .doesNotContain("--part-size", "--to");
    assertThat(((Show) Sentence.read("run", "--help", "--lang", "en")).text())
        .contains("Usage: sage run", "--strategy=S");
    assertThat(((Show) Sentence.read("--help")).text()).contains("lint", "demo");
  }

  @Test
  void infer_knows_what_the_user_knows_better() {
    Infer plain = (Infer) Sentence.read("infer", "d.csv");
    assertThat(plain.options()).isEqualTo(InferOptions.defaults(Language.ES));
    Infer told =
        (Infer)
            Sentence.read(
                "infer", "d.csv", "--header", "False", "--delimiter", "\\t", "--sample-rows", "9");
    assertThat(told.options().header()).contains(false);
    assertThat(told.options().delimiter()).contains("\t");
    assertThat(told.options().rows()).isEqualTo(9);
    assertThatThrownBy(() -> Sentence.read("infer", "d.csv", "--header", "quizá"))
        .hasMessageContaining("true, false");
  }

  @Test
  void what_a_server_does_is_understood_with_its_options() {
    Remote add =
        (Remote)
            Sentence.read(
                "inbox",
                "add",
                "ventas",
                "--contract",
                "v.yaml",
                "--sender",
                "norte=*.csv",
                "--sender",
                "sur",
                "--format",
                "json");

    assertThat(add.words()).isEqualTo("inbox add");
    assertThat(add.arguments()).containsExactly("ventas");
    assertThat(add.option("contract")).contains("v.yaml");
    assertThat(add.options().get("sender")).containsExactly("norte=*.csv", "sur");
    assertThat(add.output()).isEqualTo(Output.JSON);
    assertThat(((Remote) Sentence.read("executions", "replay", "x")).words())
        .isEqualTo("executions replay");
    assertThat(((Remote) Sentence.read("deliveries", "--date", "2026-03-01")).option("date"))
        .contains("2026-03-01");
    assertThatThrownBy(() -> Sentence.read("inbox", "ad")).hasMessageContaining("add");
    assertThatThrownBy(() -> Sentence.read("token")).hasMessageContaining("rotate");
  }

  @Test
  void the_launcher_starts_the_server() {
    assertThatThrownBy(() -> Sentence.read("up", "--lang", "en")).hasMessageContaining("option");
    assertThatThrownBy(() -> Sentence.read("up")).hasMessageContaining("./sage up");
  }

  private static Execute execute(String line) {
    return (Execute) Sentence.read(line.split(" "));
  }

  private static Execute execute(String... arguments) {
    return (Execute) Sentence.read(arguments);
  }
}
