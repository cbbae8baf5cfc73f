package dev.sage.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.RuleLevel;
import dev.sage.engine.rule.RuleMaker.Spelled;
import dev.sage.engine.sql.Sql;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Rules made at random fail the rows that a plain evaluator fails, and mean the same in both
/// spellings. `-Dsage.rules=20000` for more of them.
final class RulePropertyIT {
  private static final int RULES = Integer.getInteger("sage.rules", 1_500);
  private static final int ROWS = 60;
  private static final List<String> FIELDS = List.of("codigo", "n", "m", "d", "e", "f", "h", "b");

  private final Random random = new Random(20240601);
  private int doubtful;

  @Test
  void failsTheRowsThatAPlainReadingFails() throws Exception {
    compare(rows(false));
    assertThat(doubtful).isLessThan(RULES * ROWS / 20);
  }

  @Test
  void failsTheRowsThatAPlainReadingFailsAmongExtremes() throws Exception {
    compare(rows(true));
    assertThat(doubtful).isLessThan(RULES * ROWS / 4);
  }

  private List<Map<String, @Nullable Object>> rows(boolean extreme) {
    return IntStream.range(0, ROWS).mapToObj(_ -> row(extreme)).toList();
  }

  private void compare(List<Map<String, @Nullable Object>> rows) throws Exception {
    String values =
        IntStream.range(0, ROWS)
            .mapToObj(i -> sql(rows.get(i), i))
            .collect(Collectors.joining(", "));
    RuleMaker maker = new RuleMaker(random);
    try (RuleDatabase database = new RuleDatabase(values)) {
      for (int i = 0; i < RULES; i++) {
        compare(database, rows, maker.condition(4));
      }
    }
  }

  private void compare(
      RuleDatabase database, List<Map<String, @Nullable Object>> rows, Spelled rule) {
    Expression expression = RuleDatabase.parse(rule.frame(), RuleLevel.ROW, "");
    if (!rule.plain().isEmpty()) {
      assertThat(RuleDatabase.parse(rule.plain(), RuleLevel.ROW, ""))
          .as(rule.frame())
          .isEqualTo(expression);
    }
    Set<String> unsure = new HashSet<>();
    List<String> expected = failing(rows, expression, unsure);
    doubtful += unsure.size();
    List<String> failing =
        new ArrayList<>(
            Arrays.asList(database.predicate(expression, RuleLevel.ROW, "").split(" ")));
    failing.removeIf(row -> row.isEmpty() || unsure.contains(row));
    Set<String> differing = new TreeSet<>(failing);
    expected.forEach(row -> {
      if (!differing.remove(row)) {
        differing.add(row);
      }
    });
    assertThat(differing)
        .as(
            "%s where %s",
            rule.frame(), differing.stream().map(i -> rows.get(Integer.parseInt(i))).toList())
        .isEmpty();
  }

  private static List<String> failing(
      List<Map<String, @Nullable Object>> rows, Expression expression, Set<String> unsure) {
    List<String> failing = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      RowEvaluator evaluator = new RowEvaluator(rows.get(i));
      boolean holds = evaluator.holds(expression);
      if (evaluator.isDoubtful()) {
        unsure.add(Integer.toString(i));
      } else if (!holds) {
        failing.add(Integer.toString(i));
      }
    }
    return failing;
  }

  private Map<String, @Nullable Object> row(boolean extreme) {
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("codigo", maybe(one("", "a", "b", "ab", "C-1", "aa", " añ ", "x😀y", "'\"")));
    row.put("n", maybe(extreme ? large(0) : number(random.nextInt(-4, 5), 0)));
    row.put("m", maybe(extreme ? large(0) : number(random.nextInt(-9, 10), 0)));
    row.put("d", maybe(extreme ? large(9) : number(random.nextInt(-40, 41), 1)));
    row.put("e", maybe(extreme ? large(2) : number(random.nextInt(-300, 301), 2)));
    row.put("f", maybe(LocalDate.of(2024, 2, random.nextInt(26, 30)).atStartOfDay()));
    row.put("h", maybe(LocalDateTime.of(2024, random.nextInt(1, 4), 29, random.nextInt(2), 5)));
    row.put("b", maybe(random.nextBoolean()));
    return row;
  }

  private String one(String... of) {
    return of[random.nextInt(of.length)];
  }

  private static Num number(long digits, int scale) {
    return Num.exact(BigDecimal.valueOf(digits, scale));
  }

  /// @param scale 0: 64 bits, 9: 29 digits before the point, 2: 10
  private Num large(int scale) {
    String most =
        switch (scale) {
          case 0 -> "9223372036854775807";
          case 9 -> "99999999999999999999999999999.999999999";
          default -> "9999999999.99";
        };
    BigDecimal limit = new BigDecimal(most);
    return switch (random.nextInt(5)) {
      case 0 -> Num.exact(limit);
      case 1 -> Num.exact(limit.negate());
      case 2 -> number(random.nextInt(-2, 3), 0);
      case 3 -> number(random.nextInt(), Math.min(scale, 2));
      default ->
          Num.exact(limit.movePointLeft(random.nextInt(3, 12)).setScale(scale, RoundingMode.DOWN));
    };
  }

  private @Nullable Object maybe(Object value) {
    return random.nextInt(6) == 0 ? null : value;
  }

  private static String sql(Map<String, @Nullable Object> row, int index) {
    return FIELDS.stream()
        .map(name -> cell(row.get(name)))
        .collect(Collectors.joining(", ", "(", ", 0, " + index + ")"));
  }

  private static String cell(@Nullable Object value) {
    return switch (value) {
      case null -> "NULL";
      case String text -> Sql.literal(text);
      case Num number -> number.exact().toPlainString();
      case LocalDateTime time -> "TIMESTAMP '" + time.toString().replace('T', ' ') + "'";
      default -> value.toString();
    };
  }
}
