package dev.sage.bench.pandas;

import dev.sage.testing.conformance.RuleTable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/// A table made at random, of every type, with nulls, repeats and odd texts.
final class FrameTable {
  private static final List<String> TEXTS =
      List.of(
          "a", "b", "ab", "abc", "C-001", "C-12", "c-001", "007", "12", "x y", "año", "ÑU", "x😀y",
          "٣", "a.b", "Z");

  private final Random random;
  private final Map<String, String> types = new LinkedHashMap<>();
  private final Map<String, Supplier<String>> cells = new LinkedHashMap<>();

  private FrameTable(Random random) {
    this.random = random;
    column("a", "entero", () -> number(-20, 21));
    column("b", "entero", () -> number(-3, 4));
    column("n", "entero", () -> maybe(number(-9, 10)));
    column("m", "entero", () -> maybe(number(-1_000, 1_001)));
    column("d", "decimal", () -> maybe(decimal(400, 1)));
    column("e", "decimal", () -> maybe(decimal(30_000, 2)));
    column("t", "texto", () -> maybe(text()));
    column("u", "texto", this::text);
    column("g", "texto", () -> maybe("K" + random.nextInt(12)));
    column("f", "fecha", () -> maybe(day().toString()));
    column("h", "fecha_hora", () -> maybe(day() + " 0%d:15:30".formatted(random.nextInt(3))));
    column("p", "booleano", () -> Boolean.toString(random.nextBoolean()));
  }

  static RuleTable of(Random random, int rows) {
    return new FrameTable(random).table(rows);
  }

  private void column(String name, String type, Supplier<String> cell) {
    types.put(name, type);
    cells.put(name, cell);
  }

  private RuleTable table(int rows) {
    StringBuilder data = new StringBuilder(String.join(";", types.keySet())).append('\n');
    for (int row = 0; row < rows; row++) {
      data.append(String.join(";", cells.values().stream().map(Supplier::get).toList()))
          .append('\n');
    }
    Map<String, String> fields = new LinkedHashMap<>();
    types.forEach((name, type) -> fields.put(name, "{name: " + name + ", type: " + type + "}"));
    return new RuleTable("v", fields, types, data.toString());
  }

  private String maybe(String cell) {
    return random.nextInt(7) == 0 ? "" : cell;
  }

  private String number(int from, int to) {
    return Integer.toString(random.nextInt(from, to));
  }

  private String decimal(int most, int scale) {
    return BigDecimal.valueOf(random.nextInt(-most, most + 1), scale).toPlainString();
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private LocalDate day() {
    return LocalDate.of(2024, 2, 20).plusDays(random.nextInt(20));
  }
}
