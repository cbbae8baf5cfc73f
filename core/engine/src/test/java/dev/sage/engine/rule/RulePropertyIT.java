package dev.sage.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.RuleLevel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Rules made at random fail the rows that a plain evaluator fails.
final class RulePropertyIT {
  private static final int RULES = 1_500;
  private static final int ROWS = 60;

  private final Random random = new Random(20240601);

  @Test
  void failsTheRowsThatAPlainReadingFails() throws Exception {
    List<Map<String, @Nullable Object>> rows =
        IntStream.range(0, ROWS).mapToObj(_ -> row()).toList();
    String values =
        IntStream.range(0, ROWS)
            .mapToObj(i -> sql(rows.get(i), i))
            .collect(Collectors.joining(", "));
    try (RuleDatabase database = new RuleDatabase(values)) {
      for (int i = 0; i < RULES; i++) {
        String rule = condition(4);
        Expression expression = RuleDatabase.parse(rule, RuleLevel.ROW, "");
        assertThat(database.predicate(expression, RuleLevel.ROW, ""))
            .as(rule)
            .isEqualTo(failing(rows, expression));
      }
    }
  }

  private static String failing(List<Map<String, @Nullable Object>> rows, Expression expression) {
    List<String> failing = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (!new RowEvaluator(rows.get(i)).holds(expression)) {
        failing.add(Integer.toString(i));
      }
    }
    return String.join(" ", failing);
  }

  private Map<String, @Nullable Object> row() {
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("codigo", maybe(List.of("", "a", "b", "ab", "C-1").get(random.nextInt(5))));
    row.put("n", maybe(BigDecimal.valueOf(random.nextInt(-4, 5))));
    row.put("m", maybe(BigDecimal.valueOf(random.nextInt(-9, 10))));
    row.put("d", maybe(BigDecimal.valueOf(random.nextInt(-40, 41), 1)));
    row.put("e", maybe(BigDecimal.valueOf(random.nextInt(-300, 301), 2)));
    row.put("b", maybe(random.nextBoolean()));
    return row;
  }

  private @Nullable Object maybe(Object value) {
    return random.nextInt(6) == 0 ? null : value;
  }

  private static String sql(Map<String, @Nullable Object> row, int index) {
    return IntStream.of(0)
        .mapToObj(_ ->
            "("
                + List.of("codigo", "n", "m", "d", "e").stream()
                    .map(name -> cell(row.get(name)))
                    .collect(Collectors.joining(", "))
                + ", NULL, NULL, "
                + cell(row.get("b"))
                + ", 0, "
                + index
                + ")")
        .collect(Collectors.joining());
  }

  private static String cell(@Nullable Object value) {
    return value instanceof String text ? "'" + text + "'" : String.valueOf(value);
  }

  private String condition(int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 9)) {
      case 0 -> "(" + number(depth) + " " + relation() + " " + number(depth) + ")";
      case 1 -> "(df['codigo'] " + relation() + " 'ab')";
      case 2 -> number(depth) + ".isin([1, -2.5, 0])";
      case 3 -> "df['b']";
      case 4 -> field() + (random.nextBoolean() ? ".isnull()" : ".notnull()");
      case 5 -> "(" + condition(depth - 1) + " & " + condition(depth - 1) + ")";
      case 6 -> "(" + condition(depth - 1) + " or " + condition(depth - 1) + ")";
      case 7 -> "(~" + condition(depth - 1) + ")";
      default -> number(depth - 1) + ".between(" + number(0) + ", " + number(0) + ")";
    };
  }

  private String relation() {
    return List.of("==", "!=", "<", "<=", ">", ">=").get(random.nextInt(6));
  }

  private String field() {
    return "df['" + List.of("n", "m", "d", "e").get(random.nextInt(4)) + "']";
  }

  private String number(int depth) {
    return switch (random.nextInt(depth == 0 ? 2 : 9)) {
      case 0 -> field();
      case 1 -> field() + ".abs()";
      case 2 -> "(" + number(depth - 1) + operator() + number(depth - 1) + ")";
      case 3 -> "(" + number(depth - 1) + operator() + "2)";
      case 4 -> "(-" + number(depth - 1) + ")";
      case 5 -> field() + ".fillna(" + random.nextInt(3) + ")";
      case 6 -> field() + ".round(" + random.nextInt(2) + ")";
      case 7 -> "(" + number(0) + " if " + condition(0) + " else " + number(0) + ")";
      default -> "(" + field() + List.of(" % ", " // ").get(random.nextInt(2)) + field() + ")";
    };
  }

  private String operator() {
    return List.of(" + ", " - ", " * ", " / ").get(random.nextInt(4));
  }
}
