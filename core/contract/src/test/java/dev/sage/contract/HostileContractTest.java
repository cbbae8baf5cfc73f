package dev.sage.contract;

import static dev.sage.contract.Contracts.fields;
import static dev.sage.contract.Contracts.load;
import static dev.sage.contract.Contracts.problem;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileContractTest {
  private static Problem only(LoadedContract loaded) {
    assertThat(loaded.contract()).isEmpty();
    assertThat(loaded.problems()).hasSize(1);
    return loaded.problems().getFirst();
  }

  @Test
  void whatIsNotYamlIsOneProblemWithItsPlace() {
    problem("sage_yaml:\n→\tname: x\n", true, "tab");
    problem("sage_yaml: {name: n}\ncatalogs: a→: b\n", true, "':' cannot be here");
    problem("a: \"b\nc: d\n→", true, "quoted");
    problem("a: [b, c\n→", true, "not valid YAML");
    problem("a:\n  - b\n →c: d\n", true, "indentation");
    problem("a: →*b\n", true, "'*b'", "&b");
    problem("a: 1\n→---\nb: 2\n", true, "second document");
    problem("a: b→\u0001c\n", true, "control character");
    problem("a: →%x\n", true, "not valid YAML");
  }

  @Test
  void whatIsNotUtf8SaysWhere() {
    byte[] latin = "sage_yaml:\n  name: día\n".getBytes(ISO_8859_1);
    Problem problem = only(new ContractLoader().load(latin, false));
    assertThat(problem.line()).isEqualTo(2);
    assertThat(problem.column()).isEqualTo(10);
    assertThat(problem.message().en()).contains("UTF-8");
  }

  @Test
  void fiveMebibytesAreTheLimit() {
    byte[] most = new byte[YamlDocument.MAX_BYTES];
    Arrays.fill(most, (byte) '#');
    byte[] good = Contracts.GOOD.getBytes(UTF_8);
    System.arraycopy(good, 0, most, 0, good.length);
    assertThat(new ContractLoader().load(most, true).contract()).isPresent();

    byte[] more = Arrays.copyOf(most, most.length + 1);
    assertThat(only(new ContractLoader().load(more, true)).message().en()).contains("5 MiB");
  }

  @Test
  void fiftyAliasesAreTheLimit() {
    String fifty = "&a a" + ", *a".repeat(50);
    String yaml = fields("{name: x, type: texto, enum: [" + fifty + "]}");
    assertThat(load(yaml).contract()).isPresent();
    problem(yaml.replace("]}", ", →*a]}"), true, "50 aliases");
  }

  @Test
  void bombsOfAliasesAreDefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      String alias = "*a" + (i - 1);
      bomb.append(
          "a"
              + i
              + ": &a"
              + i
              + " ["
              + String.join(", ", alias, alias, alias, alias, alias)
              + "]\n");
    }
    assertThat(only(load(bomb.toString())).message().en()).contains("elements");
    problem("a: &x [→*x]\n", true, "contains itself");
    problem("a: &x {<<: →*x}\n", true, "contains itself");
  }

  @Test
  void tagsAreRefused() {
    problem("a: →!!java.net.URL x\n", true, "java.net.URL");
    problem("a: →!!python/object:os.system x\n", true, "python/object:os.system");
    problem("a: →!!javax.script.ScriptEngineManager [a]\n", true, "not allowed");
    problem("a: →!custom {b: c}\n", true, "!custom");
  }

  @Test
  void depthIsLimited() {
    for (String open : new String[] {"[", "{a: ", "- ", "? "}) {
      Problem problem = only(load(open.repeat(200_000)));
      assertThat(problem.fatal()).isTrue();
    }
    assertThat(only(load("[".repeat(60))).column()).isEqualTo(51);
    assertThat(only(load("a: " + "[".repeat(50_000) + "]".repeat(50_000))).message().en())
        .contains("50 levels");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null_values: [→\"a\\0\"]",
        "pattern: →\"(?=a)\\0\"",
        "enum: [→\"a\\0\"]",
        "default: →\"a\\0\""
      })
  void noTextThatGoesIntoAStatementHasNul(String key) {
    problem(fields("{name: x, type: texto, " + key + "}"), true, "NUL");
  }

  @Test
  void neitherHasAFormatOrANewName() {
    problem(fields("{name: x, type: fecha, formats: [→\"yyyy'\\0'MMdd\"]}"), true, "NUL");
    problem(
        Contracts.catalog(
            "    transform: [{rename: {x: →\"y\\0\"}}]\n", "      - {name: x, type: texto}\n"),
        true,
        "control characters");
  }

  @Test
  void hugeTextsAreCutInMessages() {
    Problem problem = only(load(fields("{name: a, type: " + "x".repeat(1_000_000) + "}")));
    assertThat(problem.message().en().length()).isLessThan(300);
    assertThat(only(load("a".repeat(1_000_000))).message().en().length()).isLessThan(300);
  }

  @Test
  void noMutationOfAGoodContractThrows() {
    Random random = new Random(20260101);
    byte[] good = Contracts.GOOD.getBytes(UTF_8);
    String alphabet = " \n\t:-[]{}'\"|>&*!%#,?@`\\~<=0aé\u0000\u0085";
    byte[] marks = alphabet.getBytes(UTF_8);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = good.clone();
      for (int edits = random.nextInt(1, 6); edits > 0; edits--) {
        bytes = mutated(bytes, marks, random);
      }
      LoadedContract loaded = new ContractLoader().load(bytes, random.nextBoolean());
      assertThat(loaded.contract().isPresent())
          .isEqualTo(loaded.problems().stream().noneMatch(Problem::fatal));
    }
  }

  private static byte[] mutated(byte[] bytes, byte[] marks, Random random) {
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(4)) {
      case 0 -> bytes[at] = marks[random.nextInt(marks.length)];
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> {
        int length = Math.min(random.nextInt(40), bytes.length - at);
        System.arraycopy(bytes, at, bytes, random.nextInt(bytes.length - length), length);
      }
      default -> {
        return Arrays.copyOf(bytes, Math.max(1, random.nextInt(20) == 0 ? at : bytes.length - 1));
      }
    }
    return bytes;
  }
}
