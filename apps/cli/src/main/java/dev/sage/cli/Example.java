package dev.sage.cli;

import dev.sage.contract.Catalog;
import dev.sage.contract.Contract;
import dev.sage.contract.Materialization;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.SchemaMode;
import dev.sage.spi.Strategy;
import dev.sage.spi.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// One delivery of `examples/`, with what is known to be wrong with it.
///
/// @param expected its entry of `expected.json`
record Example(Path contract, Path data, Json expected) {

  /// Every delivery that the `expected.json` of a folder tells of, folder by folder.
  static List<Example> in(Path examples) {
    List<Example> found = new ArrayList<>();
    for (Path folder : folders(examples)) {
      Path known = folder.resolve("expected.json");
      if (Files.isRegularFile(known)) {
        Json.read(known).members().forEach((data, json) -> found.add(of(folder, data, json)));
      }
    }
    return found;
  }

  /// Tables of its own, since examples use the same names for different things. Like the contract
  /// says in everything else.
  List<Materialization> landings(Contract known) {
    String schema = "demo_" + folder().replaceAll("[^A-Za-z0-9]+", "_");
    return known.catalogs().values().stream()
        .map(catalog -> landing(catalog.id(), key(known, catalog), schema))
        .toList();
  }

  private static List<String> key(Contract known, Catalog catalog) {
    return known.materializations().stream()
        .filter(landing -> landing.catalog().equals(catalog.id()))
        .map(Materialization::key)
        .findFirst()
        .orElse(catalog.key());
  }

  private static Materialization landing(String catalog, List<String> key, String schema) {
    return new Materialization(
        catalog,
        catalog,
        Connections.WAREHOUSE,
        new TableName(schema, catalog),
        key.isEmpty() ? Strategy.APPEND : Strategy.UPSERT,
        key,
        Map.of(),
        List.of(),
        SchemaMode.FREEZE);
  }

  /// Whether a report says what is known: rows by catalog, findings by rule.
  boolean matches(Json report) {
    return expectedRows().equals(rows(report)) && expectedRules().equals(rules(report));
  }

  private Map<String, String> expectedRows() {
    Map<String, String> rows = new TreeMap<>();
    expected
        .get("catalogs")
        .members()
        .forEach((id, c) -> rows.put(id, counts(c, "read", "accepted", "rejected")));
    return rows;
  }

  private static Map<String, String> rows(Json report) {
    Map<String, String> rows = new TreeMap<>();
    report
        .get("files")
        .get("statistics")
        .members()
        .forEach((id, c) -> rows.put(id, counts(c, "records", "accepted", "rejected")));
    return rows;
  }

  private Map<String, Long> expectedRules() {
    return rules(expected.get("by_rule").items());
  }

  private static Map<String, Long> rules(Json report) {
    return rules(report.get("validation").get("by_rule").items());
  }

  private static Map<String, Long> rules(List<Json> items) {
    Map<String, Long> rules = new TreeMap<>();
    for (Json item : items) {
      String name = item.get("catalog").text() + "." + item.get("rule").text();
      rules.merge(name, item.get("count").number(), Long::sum);
    }
    return rules;
  }

  private static String counts(Json catalog, String... names) {
    return Stream.of(names).map(name -> catalog.get(name).text()).toList().toString();
  }

  private String folder() {
    Path absolute = contract.toAbsolutePath();
    return absolute.getName(absolute.getNameCount() - 2).toString();
  }

  private static Example of(Path folder, String data, Json json) {
    String contract = json.get("contract").text();
    return new Example(
        folder.resolve(contract.isEmpty() ? "contract.yaml" : contract),
        folder.resolve(data),
        json);
  }

  private static List<Path> folders(Path examples) {
    if (!Files.isDirectory(examples)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(examples)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new SageException(ErrorCode.STORAGE, "Cannot be listed: " + examples, e);
    }
  }
}
