package dev.sage.bench.crash;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds what an execution left against what it must leave.
final class Verification {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> LANDED = Set.of("loaded", "already_loaded");

  private final Scene scene;
  private final List<String> violations = new ArrayList<>();
  private int loaded;
  private int alreadyLoaded;

  Verification(Scene scene) {
    this.scene = scene;
  }

  List<String> violations() {
    return violations;
  }

  int loaded() {
    return loaded;
  }

  int alreadyLoaded() {
    return alreadyLoaded;
  }

  /// At any time others see all of a delivery, in all tables, or nothing of it; and the ledger says
  /// which.
  void nothingByHalves() {
    Map<String, String> now = scene.now();
    boolean all = now.equals(scene.after());
    boolean nothing = now.equals(scene.before());
    boolean entered = !scene.ledger().isEmpty();
    require(all || nothing, "tables show a part of the delivery: " + now);
    boolean changes = !scene.after().equals(scene.before());
    require(!changes || entered == all, "the ledger has " + scene.ledger() + ", tables " + now);
  }

  void tables() {
    same("rows of the tables", scene.after(), scene.now());
  }

  void ledger(String execution) {
    List<String> expected =
        scene.kind() == Kind.REFUSED
            ? List.of()
            : scene.kind().catalogs().stream()
                .map(catalog ->
                    "%s|%s|%d"
                        .formatted(
                            execution,
                            scene.materialization(catalog),
                            scene.deliveries().landed(scene.kind(), catalog)))
                .sorted()
                .toList();
    same("ledger", expected, scene.ledger().stream().sorted().toList());
  }

  /// The directory's own words, against each other and the tables.
  void directory(Path out, String execution) throws IOException {
    JsonNode report = json(out.resolve("report.json"));
    JsonNode result = json(out.resolve("result.json"));
    same("execution of " + out, execution, id(out));
    same("report's id", execution, report.at("/execution_info/execution_id").asString(""));
    same("result's id", execution, result.path("execution").asString(""));
    same("result's exit", scene.kind().exit(), result.path("exit").asInt(-1));
    same(
        "result's outcome",
        scene.kind() == Kind.REFUSED ? "refused" : "done",
        result.path("outcome").asString(""));
    for (String catalog : scene.kind().catalogs()) {
      loads(catalog, report, result);
    }
    listedFiles(out, result);
    count(result);
  }

  private void loads(String catalog, JsonNode report, JsonNode result) {
    long rows = scene.deliveries().landed(scene.kind(), catalog);
    JsonNode one = load(report, catalog);
    JsonNode other = load(result, catalog);
    same("outcome in both", one.path("outcome").asString("?"), other.path("outcome").asString("!"));
    same(catalog + " rows in the report", rows, one.path("rows").asLong(-1));
    same(catalog + " rows in the result", rows, other.path("rows").asLong(-1));
    String outcome = one.path("outcome").asString("");
    require(
        scene.kind() == Kind.REFUSED ? outcome.equals("refused") : LANDED.contains(outcome),
        "outcome of " + catalog + " is " + outcome);
    if (scene.kind() != Kind.REFUSED) {
      same(catalog + " accepted", rows, result.at("/catalogs/" + catalog + "/accepted").asLong(-1));
    }
  }

  private JsonNode load(JsonNode root, String catalog) {
    for (JsonNode load : root.path("materializations")) {
      if (load.path("id").asString("").equals(scene.materialization(catalog))) {
        return load;
      }
    }
    return root.path("materializations").path(-1);
  }

  private void listedFiles(Path out, JsonNode result) throws IOException {
    for (JsonNode file : result.path("files")) {
      Path path = out.resolve(file.path("name").asString(""));
      boolean there = Files.exists(path);
      require(there, "result.json lists what is not there: " + path);
      if (there) {
        same("size of " + path, Files.size(path), file.path("size").asLong(-1));
      }
    }
  }

  private void count(JsonNode result) {
    String outcome = result.at("/materializations/0/outcome").asString("");
    loaded += outcome.equals("loaded") ? 1 : 0;
    alreadyLoaded += outcome.equals("already_loaded") ? 1 : 0;
    require(loaded <= 1, "two directories say that they loaded");
  }

  /// Neither temporary tables nor files of the work.
  void leftovers(Path out, Whole whole) throws IOException {
    same("relations in the database", whole.relations(), scene.relations());
    same("files in " + out, whole.files(), files(out));
  }

  static List<String> files(Path out) throws IOException {
    try (Stream<Path> files = Files.walk(out)) {
      Set<String> names = new TreeSet<>();
      files
          .filter(file -> !file.equals(out))
          .forEach(file -> names.add(out.relativize(file).toString().replaceAll("[0-9]+", "#")));
      return List.copyOf(names);
    }
  }

  static String id(Path out) {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(out.resolve("execution.properties"))) {
      properties.load(in);
      return properties.getProperty("execution", "?");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode json(Path file) throws IOException {
    if (!Files.exists(file)) {
      violations.add(file + " is not there");
      return JSON.createObjectNode();
    }
    return JSON.readTree(Files.readString(file));
  }

  void require(boolean holds, String otherwise) {
    if (!holds) {
      violations.add(otherwise);
    }
  }

  private void same(String what, Object expected, Object found) {
    require(
        Objects.equals(expected, found),
        "%s: expected %s, found %s".formatted(what, expected, found));
  }
}
