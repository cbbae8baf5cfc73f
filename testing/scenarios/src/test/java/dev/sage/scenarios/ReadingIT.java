package dev.sage.scenarios;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the command says of records, encodings and values; the cases of
/// `docs/reference/conformance` say what each means.
final class ReadingIT {
  private static final String AB = Yaml.header("name: a, type: texto", "name: b, type: texto");
  private static final String NO_HEADER =
      Yaml.contract("header: false", "name: a, type: texto", "name: b, type: texto");

  @TempDir private Path folder;

  @Test
  void a_quoted_record_of_more_than_2_MiB_is_cut_at_its_first_line() {
    Ran ran =
        check(AB, "a;b\n1;2\n\"" + ("x".repeat(99) + "\n").repeat(30_000) + "\";1\n3;4\n", UTF_8);

    assertThat(ran.counts()).isEqualTo(Map.of("datos", "30003=2+30001"));
    assertThat(ran.findings()).contains("2:3::RECORD_SIZE");
    assertThat(ran.exit()).isEqualTo(1);
  }

  @Test
  void very_long_numbers_are_what_they_say() {
    Ran ran =
        check(
            Yaml.header("name: n, type: entero", "name: v, type: decimal"),
            "n;v\n%1$s5;1.%1$s\n2.%1$s;%1$s1\n%2$s;1.%1$s1\n"
                .formatted("0".repeat(1_500), "9".repeat(1_500)),
            UTF_8);

    assertThat(ran.findings()).containsExactlyInAnyOrder("3:4:n:TYPE", "3:4:v:TYPE");
  }

  @Test
  void errors_end_with_1_and_warnings_with_0() {
    assertThat(check(AB, "a;b\n1;2;3\n", UTF_8).exit()).isEqualTo(1);
    assertThat(check(AB, "a;b\nñ;2\n", ISO_8859_1).exit()).isZero();
    assertThat(check(AB, "a;b\n", UTF_8).exit()).isZero();
    assertThat(check(AB, "", UTF_8).exit()).isEqualTo(1);
  }

  @Test
  void both_widths_are_named() {
    Ran ran = check(NO_HEADER, "1;2;3\n", UTF_8);
    assertThat(Ran.text(ran.json().path("validation").path("failures").get(0), "message"))
        .contains("3")
        .contains("2");
  }

  @Test
  void accented_names_are_the_same_in_every_encoding() {
    String contract = Yaml.header("name: año, type: entero", "name: b, type: texto, enum: [señal]");
    for (Charset charset : List.of(UTF_8, ISO_8859_1)) {
      Ran ran = check(contract, "AÑO;b\n2024;señal\n", charset);
      assertThat(ran.exit()).as(charset.name()).isZero();
    }
  }

  private Ran check(String contract, String data, Charset charset) {
    Desk desk = Desk.in(folder);
    return desk.check(
        desk.file("contract.yaml", contract), desk.file("datos.csv", data.getBytes(charset)));
  }
}
