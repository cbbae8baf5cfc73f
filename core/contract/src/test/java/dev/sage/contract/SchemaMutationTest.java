package dev.sage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.contract.SchemaJudge.Opinions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The contract that has everything, with every single place of it changed in every way: the schema
/// refuses nothing that lint accepts, and accepts what lint refuses only for reasons that a schema
/// cannot know.
class SchemaMutationTest {
  private static final Position NOWHERE = Position.START;
  private static final Pattern BEYOND =
      Pattern.compile(
          "does not exist|is repeated|different types|not a value of this field|conflict|same character"
              + "|is greater than|same file|the catalog .* is not: it would be a sheet|is filled by|needs to know which rows|'columns' lacks"
              + "|of its own field|not among the 'columns'|has no field|Cannot compare|value of the type|must be a condition|is not known of which type"
              + "|would be there twice|another name|Only the row itself|One total|cannot take that type|text field only|with 'keep'"
              + "|expected '|cannot be used|cannot be calculated|cannot be added|Expected a list of 1|encoding '.*' is not known|is a text\\. Write it without quotes");
  private static final Pattern MEANING =
      Pattern.compile(".*(\\.rule|\\.pattern|\\.formats\\[\\d+])");

  @Test
  void theSchemaIsNeverStricterAndSeldomLooser() {
    assertThatBothAgree(Contracts.GOOD, 1_000);
  }

  @Test
  void alsoOfTransformations() {
    assertThatBothAgree(TransformTest.EVERY_STEP, 1_000);
  }

  private static void assertThatBothAgree(String contract, int least) {
    List<Yaml> changed = changes(SchemaJudge.tree(contract).orElseThrow());
    assertThat(changed).hasSizeGreaterThan(least);
    List<String> wrong = new ArrayList<>();
    for (Yaml tree : changed) {
      String yaml = written(tree);
      Opinions opinions = SchemaJudge.of(yaml);
      List<Problem> known = opinions.lint().stream().filter(p -> !isBeyond(p)).toList();
      if (opinions.schemaRefuses() && !opinions.lintRefuses()) {
        wrong.add("schema alone: " + opinions.schema() + "\n  " + yaml);
      } else if (!opinions.schemaRefuses() && !known.isEmpty()) {
        wrong.add("lint alone: " + known + "\n  " + yaml);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean isBeyond(Problem problem) {
    return BEYOND.matcher(problem.message().en()).find()
        || MEANING.matcher(problem.path()).matches();
  }

  /// Every tree that differs in one place.
  private static List<Yaml> changes(Yaml tree) {
    List<Yaml> changes = new ArrayList<>(replacements());
    switch (tree) {
      case Yaml.Scalar _ -> {}
      case Yaml.Sequence list -> inside(list, changes);
      case Yaml.Mapping mapping -> inside(mapping, changes);
    }
    return changes;
  }

  private static List<Yaml> replacements() {
    return List.of(
        plain(""),
        plain("7"),
        plain("otro"),
        quoted(""),
        new Yaml.Sequence(List.of(plain("x")), NOWHERE),
        new Yaml.Mapping(List.of(new Yaml.Entry(plain("x"), plain("y"))), NOWHERE));
  }

  private static void inside(Yaml.Sequence list, List<Yaml> changes) {
    for (int i = 0; i < list.items().size(); i++) {
      int at = i;
      changes.add(with(list, items -> without(items, at)));
      changes(list.items().get(i))
          .forEach(item -> changes.add(with(list, items -> replaced(items, at, item))));
    }
  }

  private static void inside(Yaml.Mapping mapping, List<Yaml> changes) {
    for (int i = 0; i < mapping.entries().size(); i++) {
      int at = i;
      Yaml.Entry entry = mapping.entries().get(i);
      changes.add(new Yaml.Mapping(without(mapping.entries(), at), NOWHERE));
      changes(entry.value())
          .forEach(value ->
              changes.add(
                  new Yaml.Mapping(
                      replaced(mapping.entries(), at, new Yaml.Entry(entry.key(), value)),
                      NOWHERE)));
    }
  }

  private static Yaml with(Yaml.Sequence list, UnaryOperator<List<Yaml>> change) {
    return new Yaml.Sequence(change.apply(list.items()), NOWHERE);
  }

  private static <T> List<T> without(List<T> items, int at) {
    List<T> copy = new ArrayList<>(items);
    copy.remove(at);
    return copy;
  }

  private static <T> List<T> replaced(List<T> items, int at, T item) {
    List<T> copy = new ArrayList<>(items);
    copy.set(at, item);
    return copy;
  }

  private static Yaml plain(String text) {
    return new Yaml.Scalar(text, Yaml.Style.PLAIN, "", NOWHERE);
  }

  private static Yaml quoted(String text) {
    return new Yaml.Scalar(text, Yaml.Style.DOUBLE_QUOTED, "", NOWHERE);
  }

  private static String written(Yaml yaml) {
    return switch (yaml) {
      case Yaml.Scalar scalar -> written(scalar);
      case Yaml.Sequence list ->
          list.items().stream()
              .map(SchemaMutationTest::written)
              .collect(Collectors.joining(", ", "[", "]"));
      case Yaml.Mapping mapping ->
          mapping.entries().stream()
              .map(entry -> written(entry.key()) + ": " + written(entry.value()))
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }

  private static String written(Yaml.Scalar scalar) {
    boolean bare = scalar.style() == Yaml.Style.PLAIN && scalar.text().matches("[A-Za-z0-9_./-]*");
    return bare
        ? scalar.text().isEmpty() ? "null" : scalar.text()
        : "\"" + scalar.text().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
