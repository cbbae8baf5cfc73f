package dev.sage.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.contract.ContractLoader;
import dev.sage.contract.LoadedContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the documentation shows is true: contracts load, commands are understood, and the first
/// steps of README end as it says.
final class DocsIT {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```");
  private static final Pattern COMMAND =
      Pattern.compile("(?:^ {4}(?:\\$ )?|`)(\\./sage|sage)( [^`\\n]*)?", Pattern.MULTILINE);
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

  @TempDir private Path folder;

  static List<Path> pages() throws IOException {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> top = Files.list(Desk.root())) {
      top.filter(p -> p.toString().endsWith(".md")).forEach(all::add);
    }
    for (String part : List.of("docs", "examples")) {
      try (Stream<Path> files = Files.walk(Desk.root().resolve(part))) {
        files.filter(p -> p.toString().endsWith(".md")).forEach(all::add);
      }
    }
    return all.stream().sorted().toList();
  }

  record Shown(String page, String text) {
    @Override
    public String toString() {
      return page + ": " + text.lines().findFirst().orElse("");
    }
  }

  static List<Shown> contracts() throws IOException {
    return pages().stream()
        .flatMap(page ->
            BLOCK
                .matcher(text(page))
                .results()
                .filter(block -> block.group(1).matches("ya?ml"))
                .map(block -> new Shown(name(page), block.group(2))))
        .filter(shown -> shown.text().contains("sage_yaml:"))
        .toList();
  }

  static List<Shown> commands() throws IOException {
    return pages().stream()
        .flatMap(page ->
            COMMAND
                .matcher(text(page))
                .results()
                .map(found -> new Shown(name(page), arguments(found))))
        .filter(shown -> !shown.text().isBlank())
        .distinct()
        .toList();
  }

  /// Without what explains it to the right and without brackets around what may be left out.
  private static String arguments(MatchResult found) {
    String words = found.group(2) == null ? "" : found.group(2);
    return words
        .replaceAll(" {2,}.*", "")
        .replaceAll("[\\[\\]]", "")
        .replaceAll(" #.*| > .*| options\\b", "")
        .strip();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void a_contract_that_is_shown_loads_strictly(Shown shown) {
    LoadedContract loaded =
        new ContractLoader().load(shown.text().getBytes(StandardCharsets.UTF_8), true);
    assertThat(loaded.problems()).isEmpty();
  }

  @Test
  void readme_and_reference_show_contracts() throws IOException {
    assertThat(contracts())
        .extracting(Shown::page)
        .contains("README.md", "docs/reference/contract.md");
  }

  /// Files that are not there are no fault of the command's words: the answer is then another.
  @ParameterizedTest
  @MethodSource("commands")
  void a_command_that_is_shown_is_understood(Shown shown) throws IOException {
    noServer();
    List<String> alone = List.of("lint", "check", "run", "doctor", "infer", "up");
    String first = shown.text().split(" ")[0];
    // `test` is the launcher's and hands its words to Maven; the others here have tests of
    // their own.
    if (List.of("demo", "test", "doctor", "rollback", "rejects", "schema", "up").contains(first)
        || shown.text().endsWith("…")
        || alone.contains(shown.text())) {
      assertThat(Desk.in(folder).sage(first, "--help").exit()).isZero();
      return;
    }
    Object[] words = Stream.of(shown.text().split("\\s+")).map(DocsIT::value).toArray();
    Ran ran = Desk.in(folder).sage(words);
    assertThat(ran.err()).doesNotContain("USAGE");
  }

  /// Whatever runs on this machine, commands for a server find none.
  private void noServer() throws IOException {
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.writeString(home.resolve("server.url"), "http://127.0.0.1:1");
  }

  /// A value for what stands for one.
  private static String value(String word) {
    return switch (word) {
      case "DIR", "URL", "NAME", "ID", "a,b" -> "x";
      case "S" -> "APPEND";
      case "SIZE" -> "1GiB";
      case "N" -> "1";
      case "text|json" -> "json";
      case "es|en" -> "es";
      case "true|false" -> "true";
      case "reject_file|reject_rows" -> "reject_rows";
      default -> word;
    };
  }

  @Test
  void the_first_contract_of_readme_ends_as_it_says() throws Exception {
    String readme = text(Desk.root().resolve("README.md"));
    Files.writeString(folder.resolve("ventas.yaml"), block(readme, "yaml"));
    Files.writeString(folder.resolve("ventas.csv"), block(readme, "csv"));

    assertThat(process("lint", "ventas.yaml").exit()).isZero();
    Ran check = process("check", "ventas.yaml", "ventas.csv");
    assertThat(check.exit()).as(check.err()).isEqualTo(1);
    assertThat(check.out()).contains("línea 3", "línea 4").doesNotContain("línea 2,");
    Ran run =
        process(
            "run", "ventas.yaml", "ventas.csv", "--on-error", "reject_rows", "--format", "json");
    assertThat(run.exit()).as(run.err()).isEqualTo(1);
    assertThat(run.counts()).containsEntry("ventas", "3=1+2");
    assertThat(run.json().path("materializations").get(0).path("rows").asInt()).isEqualTo(1);
    Ran refused = process("run", "ventas.yaml", "ventas.csv", "--format", "json");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(
            refused
                .json()
                .path("materializations")
                .valueStream()
                .mapToInt(m -> m.path("rows").asInt())
                .sum())
        .isZero();
    assertThat(folder.resolve(".sage/executions")).isDirectory();
  }

  @Test
  void the_demo_tells_the_whole_story() throws Exception {
    Ran demo = process("demo");
    assertThat(demo.exit()).as(demo.out() + demo.err()).isZero();
    assertThat(demo.out()).contains("✓ Exactamente lo que").doesNotContain("✗ No es lo que");
  }

  /// The files that README lists for an execution are there after one that has everything.
  @Test
  void the_directory_of_an_execution_has_what_readme_lists() {
    Desk desk = Desk.in(folder);
    Path examples = Desk.root().resolve("examples/01-ventas-csv");
    Path out = folder.resolve("out");
    Ran ran =
        desk.sage(
            "run",
            examples.resolve("contract.yaml"),
            examples.resolve("ventas-con-errores.csv"),
            "--on-error",
            "reject_rows",
            "--out",
            out);
    assertThat(ran.exit()).as(ran.err()).isEqualTo(1);
    assertThat(Desk.files(out))
        .contains(
            "report.html",
            "report.json",
            "findings.parquet",
            "finding_records.parquet",
            "rejects/ventas.csv",
            "rejects/ventas.errors.csv",
            "output/ventas.parquet",
            "result.json",
            "contract.yaml",
            "log.txt");
  }

  @Test
  void links_lead_somewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      LINK.matcher(text(page))
          .results()
          .map(found -> found.group(1))
          .forEach(target -> {
            if (!Files.exists(page.resolveSibling(target))) {
              broken.add(name(page) + ": " + target);
            }
          });
    }
    assertThat(broken).isEmpty();
  }

  private Ran process(String... words) {
    return Desk.in(folder).process(Map.of(), (Object[]) words);
  }

  private static String block(String page, String language) {
    return BLOCK
        .matcher(page)
        .results()
        .filter(found -> found.group(1).equals(language))
        .map(found -> found.group(2))
        .collect(Collectors.joining());
  }

  private static String name(Path page) {
    return Desk.root().relativize(page).toString();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
