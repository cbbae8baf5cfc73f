package dev.sage.server.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// The file of settings as it is written: texts by path, each with its line.
///
/// @param where `sage.yaml:12`, or the name of a variable
record Written(String text, String where) {

  /// Every scalar of a YAML text; what has another form is added to `problems`.
  static Map<String, Written> of(String yaml, String file, List<String> problems) {
    Map<String, Written> found = new LinkedHashMap<>();
    LoadSettings settings = LoadSettings.builder().setLabel(file).setUseMarks(true).build();
    try {
      Optional<Node> root = new Compose(settings).composeString(yaml);
      root.ifPresent(node -> collect("", node, new Reading(file, found, problems)));
    } catch (YamlEngineException e) {
      problems.add(file + " is not YAML: " + firstLine(e));
    }
    return found;
  }

  private static String firstLine(YamlEngineException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static void collect(String path, Node node, Reading reading) {
    switch (node) {
      case MappingNode mapping -> mapping.getValue().forEach(tuple -> member(path, tuple, reading));
      case ScalarNode scalar when !path.isEmpty() -> reading.take(path, scalar);
      case ScalarNode scalar when scalar.getValue().isBlank() -> {
        // An empty file says nothing.
      }
      default ->
          reading
              .problems()
              .add(
                  "%s: %s is not a value and not a group of settings."
                      .formatted(reading.where(node), path.isEmpty() ? "this" : path));
    }
  }

  private static void member(String path, NodeTuple tuple, Reading reading) {
    if (tuple.getKeyNode() instanceof ScalarNode key) {
      String name = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
      collect(name, tuple.getValueNode(), reading);
    } else {
      reading.problems().add(reading.where(tuple.getKeyNode()) + ": a name is expected here.");
    }
  }

  private record Reading(String file, Map<String, Written> found, List<String> problems) {
    void take(String path, ScalarNode scalar) {
      if (found.put(path, new Written(scalar.getValue(), where(scalar))) != null) {
        problems.add(where(scalar) + ": " + path + " is there twice.");
      }
    }

    String where(Node node) {
      return node.getStartMark().map(mark -> file + ":" + (mark.getLine() + 1)).orElse(file);
    }
  }
}
