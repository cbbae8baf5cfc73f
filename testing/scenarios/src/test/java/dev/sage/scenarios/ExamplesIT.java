package dev.sage.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.connector.postgresql.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Every delivery of `examples/` is answered as its `expected.json` says, and PostgreSQL gets the
/// rows that were accepted.
final class ExamplesIT {
  @TempDir private static Path folder;
  private static Desk desk;
  private static Warehouse warehouse;

  @BeforeAll
  static void open() {
    desk = Desk.in(folder);
    warehouse = Warehouse.open(desk.home());
  }

  @AfterAll
  static void close() {
    warehouse.close();
  }

  record Delivery(Path contract, Path data, JsonNode expected) {
    @Override
    public String toString() {
      return Desk.root().resolve("examples").relativize(data).toString();
    }

    String schema() {
      return toString().replaceAll("[^a-z0-9]+", "_");
    }

    boolean isFaulty() {
      return expected.path("exit").asInt() != 0;
    }
  }

  static List<Delivery> deliveries() throws IOException {
    List<Delivery> all = new ArrayList<>();
    try (Stream<Path> folders = Files.list(Desk.root().resolve("examples"))) {
      folders
          .filter(f -> Files.exists(f.resolve("expected.json")))
          .sorted()
          .forEach(f -> all.addAll(deliveries(f)));
    }
    return all;
  }

  private static List<Delivery> deliveries(Path example) {
    List<Delivery> all = new ArrayList<>();
    Ran.json(text(example.resolve("expected.json")))
        .properties()
        .forEach(entry ->
            all.add(
                new Delivery(
                    example.resolve(entry.getValue().path("contract").asString("contract.yaml")),
                    example.resolve(entry.getKey()),
                    entry.getValue())));
    return all;
  }

  @Test
  void every_example_folder_says_what_is_expected() throws IOException {
    try (Stream<Path> folders = Files.list(Desk.root().resolve("examples"))) {
      assertThat(folders.filter(Files::isDirectory).toList())
          .hasSizeGreaterThanOrEqualTo(3)
          .allMatch(f -> Files.exists(f.resolve("expected.json")));
    }
  }

  @ParameterizedTest
  @MethodSource("deliveries")
  void check_says_what_is_expected(Delivery delivery) {
    Path out = desk.path("check_" + delivery.schema());
    Ran ran = desk.check(delivery.contract(), delivery.data(), "--out", out);

    assertThat(ran.exit()).isEqualTo(delivery.expected().path("exit").asInt());
    assertThat(ran.counts()).isEqualTo(counts(delivery));
    assertThat(byRule(ran.json().path("validation").path("by_rule")))
        .isEqualTo(byRule(delivery.expected().path("by_rule")));
    assertThat(recordFindings(out)).containsExactlyInAnyOrderElementsOf(listed(delivery));
    conserves(ran);
  }

  @ParameterizedTest
  @MethodSource("deliveries")
  void run_lands_the_accepted_rows(Delivery delivery) {
    String schema = "rows_" + delivery.schema();
    Ran ran = run(delivery, schema, delivery.isFaulty() ? "reject_rows" : "reject_file");

    assertThat(ran.exit()).as(ran.err()).isEqualTo(delivery.expected().path("exit").asInt());
    assertThat(ran.counts()).isEqualTo(counts(delivery));
    boolean refused = !Ran.text(ran.json().path("summary"), "refusal").isEmpty();
    assertThat(landed(delivery, schema))
        .isEqualTo(refused ? nothing(delivery) : accepted(delivery));
    assertThat(ran.json().path("summary").path("status").asString())
        .isEqualTo(delivery.isFaulty() ? (refused ? "Fallido" : "Parcial") : "Éxito");
  }

  @Test
  void the_distributors_delivery_sent_again_is_there_once() {
    Path example = Desk.root().resolve("examples/02-distribuidor-zip");
    Path delivery = example.resolve("entrega.zip");
    Ran first = desk.sage("run", example.resolve("contract.yaml"), delivery, "--format", "json");
    Ran second = desk.sage("run", example.resolve("contract.yaml"), delivery, "--format", "json");

    assertThat(List.of(first.exit(), second.exit())).as(second.err()).containsOnly(0);
    assertThat(second.json().path("materializations"))
        .hasSize(7)
        .allMatch(load -> load.path("strategy").asString().equals("UPSERT"));
    second
        .json()
        .path("files")
        .path("statistics")
        .properties()
        .forEach(catalog ->
            assertThat(count("public", catalog.getKey()))
                .isEqualTo(catalog.getValue().path("accepted").asLong()));
  }

  @ParameterizedTest
  @MethodSource("faultyDeliveries")
  void one_error_lands_nothing_unless_rows_may_be_rejected(Delivery delivery) {
    String schema = "file_" + delivery.schema();
    Ran ran = run(delivery, schema, "reject_file");

    assertThat(ran.exit()).as(ran.err()).isEqualTo(1);
    assertThat(ran.counts()).isEqualTo(counts(delivery));
    assertThat(landed(delivery, schema)).isEqualTo(nothing(delivery));
    assertThat(ran.json().path("summary").path("status").asString()).isEqualTo("Fallido");
  }

  static List<Delivery> faultyDeliveries() throws IOException {
    return deliveries().stream().filter(Delivery::isFaulty).toList();
  }

  private static Ran run(Delivery delivery, String schema, String policy) {
    Path contract =
        desk.file(
            schema + ".yaml", withoutLandings(delivery.contract()) + landings(delivery, schema));
    return desk.sage("run", contract, delivery.data(), "--format", "json", "--on-error", policy);
  }

  private static String withoutLandings(Path contract) {
    return text(contract).split("\nmaterializations:", 2)[0];
  }

  /// Every catalog into a table of its own: examples use the same names for different things.
  private static String landings(Delivery delivery, String schema) {
    StringBuilder yaml = new StringBuilder("\nmaterializations:\n");
    accepted(delivery)
        .keySet()
        .forEach(catalog ->
            yaml.append(
                "  a_%1$s: {catalog: %1$s, table: %2$s.%1$s, strategy: APPEND}%n"
                    .formatted(catalog, schema)));
    return yaml.toString();
  }

  private static void conserves(Ran ran) {
    ran.json()
        .path("files")
        .path("statistics")
        .forEach(c ->
            assertThat(c.path("records").asLong())
                .isEqualTo(c.path("accepted").asLong() + c.path("rejected").asLong()));
  }

  private static Map<String, String> counts(Delivery delivery) {
    Map<String, String> all = new TreeMap<>();
    delivery
        .expected()
        .path("catalogs")
        .properties()
        .forEach(e ->
            all.put(
                e.getKey(),
                "%d=%d+%d"
                    .formatted(
                        e.getValue().path("read").asLong(),
                        e.getValue().path("accepted").asLong(),
                        e.getValue().path("rejected").asLong())));
    return all;
  }

  private static Map<String, Long> accepted(Delivery delivery) {
    Map<String, Long> all = new TreeMap<>();
    delivery
        .expected()
        .path("catalogs")
        .properties()
        .forEach(e -> all.put(e.getKey(), e.getValue().path("accepted").asLong()));
    return all;
  }

  private static Map<String, Long> nothing(Delivery delivery) {
    Map<String, Long> all = accepted(delivery);
    all.replaceAll((_, _) -> 0L);
    return all;
  }

  private static Map<String, Long> landed(Delivery delivery, String schema) {
    Map<String, Long> all = new TreeMap<>();
    for (String catalog : accepted(delivery).keySet()) {
      boolean isThere =
          !Tables.postgresql(
                  warehouse.url(),
                  "SELECT 1 FROM pg_tables WHERE schemaname = '%s' AND tablename = '%s'"
                      .formatted(schema, catalog))
              .isEmpty();
      all.put(catalog, isThere ? count(schema, catalog) : 0L);
    }
    return all;
  }

  private static long count(String schema, String catalog) {
    return Long.parseLong(
        Tables.postgresql(warehouse.url(), "SELECT count(*) FROM %s.%s".formatted(schema, catalog))
            .getFirst()
            .getFirst());
  }

  private static Map<String, Long> byRule(JsonNode rules) {
    Map<String, Long> all = new TreeMap<>();
    for (JsonNode rule : rules) {
      String name =
          String.join(
              "/", Ran.text(rule, "catalog"), Ran.text(rule, "rule"), Ran.text(rule, "severity"));
      all.merge(name, rule.path("count").asLong(), Long::sum);
    }
    return all;
  }

  /// Value only where the expectation has one: of a whole record the report may show the line.
  private static List<List<String>> recordFindings(Path out) {
    return Tables.parquet(
        out.resolve("findings.parquet"),
        "SELECT catalog, record, line, coalesce(\"column\", ''), rule, severity,"
            + " CASE WHEN \"column\" IS NULL THEN '' ELSE coalesce(value, '') END @"
            + " WHERE record IS NOT NULL");
  }

  private static List<List<String>> listed(Delivery delivery) {
    List<List<String>> all = new ArrayList<>();
    for (JsonNode f : delivery.expected().path("findings")) {
      all.add(
          Stream.of("catalog", "record", "line", "column", "rule", "severity", "value")
              .map(name -> Ran.text(f, name))
              .toList());
    }
    return all;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
