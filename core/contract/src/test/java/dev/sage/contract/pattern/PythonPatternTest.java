package dev.sage.contract.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sage.contract.pattern.PythonPattern.Answer;
import dev.sage.contract.pattern.PythonPattern.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The matcher that tries one way after the other. What Python answers is in PythonPatternIT of the
/// engine.
final class PythonPatternTest {
  private static final List<Mode> MODES = List.of(Mode.values());

  private static PythonPattern pattern(String text, Mode mode) {
    PythonPattern.Parsed parsed = PythonPattern.parse(text, mode);
    assertThat(parsed).as(text).isInstanceOf(PythonPattern.Parsed.Good.class);
    return ((PythonPattern.Parsed.Good) parsed).pattern();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '^',
      value = {
        "(?=.*\\d)(?=.*[a-z]).{4,} ¦ ab12 ¦ YES",
        "(?=.*\\d)(?=.*[a-z]).{4,} ¦ abcd ¦ NO",
        "(?!C-)\\w+ ¦ C-1 ¦ NO",
        "(a|b)\\1 ¦ bb ¦ YES",
        "(a|b)\\1 ¦ ab ¦ NO",
        "(?P<x>\\d+)-(?P=x) ¦ 12-12 ¦ YES",
        "(?P<x>\\d+)-(?P=x) ¦ 12-13 ¦ NO",
        "(?<=C-)\\d+ ¦ 1 ¦ NO",
        "C-(?<=C-)\\d+ ¦ C-1 ¦ YES",
        "C.(?<!C-)\\d+ ¦ C-1 ¦ NO",
        "(?<=\\w)x ¦ x ¦ NO",
        "a\\Bb ¦ ab ¦ YES",
        "a\\B ¦ a ¦ NO",
        "(?>a+)ab ¦ aaab ¦ NO",
        "a++b ¦ aaab ¦ YES",
        "a*+a ¦ aaa ¦ NO",
        "(?:ab){2,2000} ¦ ababab ¦ YES",
        "(?:ab){4,2000} ¦ ababab ¦ NO",
        "(a)?(?(1)b|c) ¦ ab ¦ YES",
        "(a)?(?(1)b|c) ¦ c ¦ YES",
        "(a)?(?(1)b|c) ¦ b ¦ NO",
        "(?i:a)b(?=) ¦ Ab ¦ YES",
        "(?i:a)b(?=) ¦ AB ¦ NO",
        "(?i)a(?-i:b)(?=) ¦ AB ¦ NO",
        "(?i)(ñ)\\1 ¦ ñÑ ¦ YES",
        "(?i)[^ñ](?=) ¦ Ñ ¦ NO",
        "(?:a?)*(?:a?){3}(?=) ¦ aaa ¦ YES",
        "(?:)*(?=) ¦ ^^ ¦ YES",
        "((a)|b)*\\2(?=) ¦ aba ¦ YES",
        "(?=(a*?))\\1b ¦ b ¦ YES",
        "(?=(a*))\\1b ¦ aab ¦ YES",
        "\\1?(a)|b ¦ - ¦ BAD",
        "[\\7-\\11](?=) ¦ ^\t^ ¦ YES",
        "\\07(?=) ¦ ^\u0007^ ¦ YES",
        "\\141(?=) ¦ a ¦ YES",
        "\\d(?=) ¦ ٣ ¦ YES",
        "(?a)\\d(?=) ¦ ٣ ¦ NO",
        "😀(?<=😀)(?=) ¦ 😀 ¦ YES",
        "(?<=[^a])x ¦ x ¦ NO",
        ".(?<=\\w)x ¦ 𝒜x ¦ YES"
      })
  void matchesWholeTextsAsPythonDoes(String text, String value, String expected) {
    if (expected.equals("BAD")) {
      assertThat(PythonPattern.parse(text, Mode.FULL)).isInstanceOf(PythonPattern.Parsed.Bad.class);
    } else {
      PythonPattern pattern = pattern(text, Mode.FULL);
      assertThat(pattern.match(value)).isEqualTo(Answer.valueOf(expected));
      assertThat(PythonPattern.ofCode(pattern.code())).isEqualTo(pattern);
    }
  }

  @Test
  void matchIsAnchoredAtTheStartOnlyAndDollarStandsBeforeAFinalLineFeed() {
    assertThat(pattern("(?=a)a", Mode.MATCH).match("ab")).isEqualTo(Answer.YES);
    assertThat(pattern("(?=a)a", Mode.MATCH).match("ba")).isEqualTo(Answer.NO);
    assertThat(pattern("(?=a)a", Mode.SEARCH).match("ba")).isEqualTo(Answer.YES);
    assertThat(pattern("(?=a)a$", Mode.MATCH).match("a\n")).isEqualTo(Answer.YES);
    assertThat(pattern("(?=a)a$", Mode.FULL).match("a\n")).isEqualTo(Answer.NO);
    assertThat(pattern("(?=a)a\\Z", Mode.MATCH).match("a\n")).isEqualTo(Answer.NO);
    assertThat(pattern("(?m)(?=b)^b$", Mode.SEARCH).match("a\nb\nc")).isEqualTo(Answer.YES);
    assertThat(pattern("a$\nb", Mode.FULL).match("a\nb")).isEqualTo(Answer.NO);
    assertThat(pattern("(?m)a$\nb", Mode.FULL).match("a\nb")).isEqualTo(Answer.YES);
    assertThat(pattern("(?x) a b # c\n + (?=)", Mode.FULL).match("abb")).isEqualTo(Answer.YES);
  }

  @Test
  void usesRe2WhereItMeansTheSame() {
    assertThat(pattern("^C-[0-9]{3}$", Mode.MATCH).re2()).isPresent();
    assertThat(pattern("(?m)^a$", Mode.SEARCH).re2()).isPresent();
    assertThat(pattern("(?i:a)b", Mode.SEARCH).re2()).isPresent();
    assertThat(pattern("(?=a)a", Mode.MATCH).re2()).isEmpty();
    assertThat(pattern("a{1,1001}", Mode.MATCH).re2()).isEmpty();
    assertThat(pattern("a$b", Mode.MATCH).re2()).isEmpty();
    assertThat(pattern("\\b.", Mode.MATCH).re2()).isEmpty();
    assertThat(pattern("\\B", Mode.MATCH).re2()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?=(a+)+$)(a+)+b",
        "(a|a)*b(?=)",
        "(?:(?:a*)*)*b(?=)",
        "(.*)(.*)(.*)(.*)(.*)(.*)\\1\\2\\3b"
      })
  void givesUpAfterTheSameNumberOfSteps(String text) {
    PythonPattern pattern = pattern(text, Mode.FULL);
    String value = "a".repeat(2_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          assertThat(pattern.match(value)).isEqualTo(Answer.TOO_LONG);
          assertThat(pattern.match(value)).isEqualTo(Answer.TOO_LONG);
        });
  }

  @Test
  void readsLongTextsWithoutAStackOfItsThread() {
    String value = "ab".repeat(200_000);
    assertThat(pattern("(?=a)[ab]*", Mode.FULL).match(value)).isEqualTo(Answer.YES);
    assertThat(pattern("(?!.*c).*", Mode.FULL).match(value)).isEqualTo(Answer.YES);
    assertThat(pattern("(?=a)(?:ab)*", Mode.FULL).match("ab".repeat(50_000))).isEqualTo(Answer.YES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?<=a*)b",
        "(?<=a|bc)d",
        "(a\\1)",
        "\\1(a)",
        "(?P=x)",
        "(?P<x>a)(?P<x>b)",
        "(?P<1>a)",
        "(?(2)a)",
        "(?(1)a|b|c)(x)",
        "(?<=(a)\\1)b",
        "a**",
        "a{2}{3}",
        "*a",
        "^*",
        "{2}",
        "\\b+",
        "(?z)a",
        "a(?i)b",
        "(?-a:b)",
        "(?P>x)",
        "(?<x>a)",
        "[\\d-z]",
        "[z-a]",
        "[",
        "(",
        ")",
        "\\",
        "a{3,2}",
        "\\N{DASH}",
        "\\q",
        "[\\q]",
        "\\400",
        "(?",
        "(?P",
        "(?:",
        "(?i",
        "(?(",
        "(?(1"
      })
  void refusesWhatPythonRefuses(String text) {
    assertThat(PythonPattern.parse(text, Mode.MATCH)).isInstanceOf(PythonPattern.Parsed.Bad.class);
  }

  /// Whatever RE2 reads, the other matcher reads too, and large patterns end soon.
  @Test
  void neverThrowsAndEndsSoon() {
    String alphabet = "ab(|)[]{}*+?^$.\\dwsbBAZ<>=!:#P1,2-i\n ñ😀";
    int[] letters = alphabet.codePoints().toArray();
    Random random = new Random(11);
    assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "(?" : "");
            for (int n = random.nextInt(20); n >= 0; n--) {
              text.appendCodePoint(letters[random.nextInt(letters.length)]);
            }
            Mode mode = MODES.get(random.nextInt(3));
            if (PythonPattern.parse(text.toString(), mode)
                instanceof PythonPattern.Parsed.Good(PythonPattern pattern)) {
              assertThat(pattern.match("ab a\nñ12\n")).isNotNull();
              assertThat(pattern.match("")).isNotNull();
            }
          }
        });
  }

  @Test
  void readsTheLargestPatternsSoon() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          for (String part :
              new String[] {
                ".", "[^a]", "\\W", "[\\W]", "(?i:k)", "\\b", "(a)", "(?=a)", "😀", "(?:"
              }) {
            String text = part.repeat(5_000 / part.length());
            assertThat(PythonPattern.parse(text, Mode.SEARCH)).isNotNull();
            assertThat(PythonPattern.parse("(?i)" + text.substring(4), Mode.SEARCH)).isNotNull();
          }
        });
  }
}
