package dev.sage.scenarios.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.testing.conformance.Case;
import dev.sage.testing.conformance.CaseFile;
import dev.sage.testing.conformance.Contracts;
import dev.sage.testing.conformance.Corpus;
import dev.sage.testing.conformance.FileCase;
import dev.sage.testing.conformance.RuleCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every case of `docs/reference/conformance` is as it says, and every construct has one. With
/// `-Dsage.conformance.write=true` the page that lists them is written anew.
final class ConformanceIT {
  private static final Path ROOT =
      Path.of(Objects.requireNonNullElse(System.getProperty("sage.root"), "../.."));
  private static final Path PAGE = ROOT.resolve("docs/reference/conformance.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (.+?) \\| ");

  private static Corpus corpus;

  @TempDir private static Path folder;

  @BeforeAll
  static void read() throws IOException {
    corpus = Corpus.of(ROOT);
  }

  @TestFactory
  Stream<DynamicContainer> everyCaseIsAsItSays() {
    CaseCheck check = new CaseCheck(folder);
    return corpus.files().stream()
        .map(file ->
            DynamicContainer.dynamicContainer(
                file.name(), file.cases().stream().map(one -> test(check, file, one))));
  }

  private static DynamicTest test(CaseCheck check, CaseFile file, Case one) {
    return DynamicTest.dynamicTest(
        one.name(),
        () ->
            assertThat(check.differences(file, one))
                .as("%s.yaml, line %d: %s", file.name(), one.line(), one.name())
                .isEmpty());
  }

  /// Refused contracts are held to both where they are read.
  @TestFactory
  Stream<DynamicTest> lintAndTheSchemaAcceptEveryContractThatIsRun() {
    return contracts()
        .map(contract ->
            DynamicTest.dynamicTest(
                contract.name(),
                () -> {
                  assertThat(Opinions.lint(contract.yaml())).as(contract.yaml()).isEmpty();
                  assertThat(Opinions.schema(contract.yaml())).as(contract.yaml()).isEmpty();
                }));
  }

  private record Shown(String name, String yaml) {}

  private static Stream<Shown> contracts() {
    return corpus.files().stream()
        .flatMap(
            file -> Stream.concat(together(file), file.cases().stream().flatMap(c -> of(file, c))));
  }

  private static Stream<Shown> together(CaseFile file) {
    if (!file.rules().isEmpty()) {
      return Stream.of(new Shown(file.name(), Contracts.of(file)));
    }
    return file.cells().isEmpty()
        ? Stream.of()
        : Stream.of(new Shown(file.name(), Contracts.ofCells(file)));
  }

  private static Stream<Shown> of(CaseFile file, Case one) {
    String name = file.name() + ": " + one.name();
    return one instanceof FileCase delivery
        ? Stream.of(new Shown(name, delivery.contract()))
        : Stream.of();
  }

  @Test
  void whatCasesNameIsWhatMustHaveACase() {
    Set<String> named =
        corpus.files().stream()
            .flatMap(file -> file.cases().stream())
            .flatMap(one -> one.covers().stream())
            .collect(Collectors.toSet());
    List<String> wanted =
        corpus.constructs().named().values().stream().flatMap(List::stream).toList();

    assertThat(wanted).doesNotHaveDuplicates();
    assertThat(named).containsExactlyInAnyOrderElementsOf(wanted);
  }

  @Test
  void everyConstructOfBothSpellingsIsInARule() {
    assertThat(without(corpus.constructs().frame(), RuleCase::frame)).isEmpty();
    assertThat(without(corpus.constructs().plain(), RuleCase::plain)).isEmpty();
  }

  private static List<String> without(
      Map<String, List<String>> constructs, Function<RuleCase, Optional<String>> spelling) {
    List<String> rules =
        corpus.files().stream()
            .flatMap(file -> file.rules().stream())
            .flatMap(rule -> spelling.apply(rule).stream())
            .toList();
    return constructs.values().stream()
        .flatMap(List::stream)
        .filter(piece -> rules.stream().noneMatch(rule -> rule.contains(piece)))
        .toList();
  }

  @Test
  void everyConstructThatTheReferenceListsIsOneThatMustHaveACase() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/reference/rules.md"));
    assertThat(corpus.constructs().frame().keySet())
        .containsExactlyInAnyOrderElementsOf(rows(page, "## Data-frame spelling"));
    assertThat(corpus.constructs().plain().keySet())
        .containsExactlyInAnyOrderElementsOf(rows(page, "## Plain spelling"));
  }

  /// The first column of the table below a title.
  private static Set<String> rows(String page, String title) {
    int from = page.indexOf(title);
    int to = page.indexOf("\n## ", from + 1);
    Set<String> rows = new LinkedHashSet<>();
    ROW.matcher(page.substring(from, to))
        .results()
        .map((MatchResult row) -> row.group(1))
        .filter(cell -> !cell.equals("Construct"))
        .forEach(rows::add);
    return rows;
  }

  @Test
  void thePageListsEveryCase() throws IOException {
    String page = CorpusPage.of(corpus);
    if (Boolean.getBoolean("sage.conformance.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as(
            "mvn -pl testing/scenarios -am verify -Dtest=ConformanceIT -Dsage.conformance.write=true")
        .isEqualTo(page);
  }

  @Test
  void namesAreNotRepeatedAmongFiles() {
    List<String> names = new ArrayList<>();
    corpus.files().forEach(file -> names.add(file.title()));
    assertThat(names).doesNotHaveDuplicates();
  }
}
