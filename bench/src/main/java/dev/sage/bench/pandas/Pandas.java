package dev.sage.bench.pandas;

import dev.sage.testing.conformance.RuleCase;
import dev.sage.testing.conformance.RuleTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Debian's pandas, as a process that evaluates rules.
final class Pandas {
  private static final String PYTHON = "/usr/bin/python3";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path folder;
  private final ArrayNode sets = JSON.createArrayNode();

  Pandas(Path folder) {
    this.folder = folder;
  }

  /// Its version.
  ///
  /// @throws IllegalStateException if it is not installed
  static String version() throws IOException, InterruptedException {
    String absent =
        "pandas is not here: "
            + PYTHON
            + " with pandas is needed (apt-get install python3-pandas).";
    if (!Files.isExecutable(Path.of(PYTHON))) {
      throw new IllegalStateException(absent);
    }
    Process process =
        new ProcessBuilder(PYTHON, "-c", "import pandas; print(pandas.__version__)")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(absent);
    }
    return version.strip();
  }

  /// @param group before the line of each rule in its id
  void add(String group, List<RuleTable> tables, List<RuleCase> rules) {
    ObjectNode set = sets.addObject();
    ObjectNode described = set.putObject("tables");
    for (RuleTable table : tables) {
      ObjectNode one = described.putObject(table.id());
      ObjectNode types = one.putObject("types");
      table.types().forEach(types::put);
      one.put("data", table.data());
    }
    ArrayNode list = set.putArray("rules");
    for (RuleCase rule : rules) {
      list.addObject()
          .put("id", id(group, rule))
          .put("level", rule.level().name().toLowerCase(Locale.ROOT))
          .put("table", rule.table())
          .put("field", rule.field())
          .put("rule", rule.frame().orElseThrow());
    }
  }

  static String id(String group, RuleCase rule) {
    return group + ":" + rule.line();
  }

  /// What came of every rule, by its id.
  Map<String, RuleOutcome> evaluate() throws IOException, InterruptedException {
    Path script = folder.resolve("evaluate.py");
    try (InputStream in =
        Objects.requireNonNull(Pandas.class.getResourceAsStream("evaluate.py"), "evaluate.py")) {
      Files.write(script, in.readAllBytes());
    }
    Path source = Files.writeString(folder.resolve("rules.json"), sets.toString());
    Path target = folder.resolve("outcomes.json");
    Process process =
        new ProcessBuilder(PYTHON, script.toString(), source.toString(), target.toString())
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(script + " failed.");
    }
    Map<String, RuleOutcome> outcomes = new HashMap<>();
    JSON.readTree(target).forEach(one -> outcomes.put(one.path("id").asString(), outcome(one)));
    return outcomes;
  }

  private static RuleOutcome outcome(JsonNode one) {
    if (one.has("error")) {
      return new RuleOutcome.Refused(one.path("error").asString());
    }
    if (one.has("holds")) {
      return new RuleOutcome.Whole(one.path("holds").asBoolean());
    }
    Map<String, List<Long>> fails = new TreeMap<>();
    one.path("fails")
        .properties()
        .forEach(table -> {
          if (!table.getValue().isEmpty()) {
            fails.put(
                table.getKey(), table.getValue().valueStream().map(JsonNode::asLong).toList());
          }
        });
    return new RuleOutcome.Fails(fails);
  }
}
