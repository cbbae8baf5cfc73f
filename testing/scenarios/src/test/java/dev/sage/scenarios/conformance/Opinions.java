package dev.sage.scenarios.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.sage.contract.ContractLoader;
import dev.sage.contract.ContractSchema;
import dev.sage.contract.Problem;
import dev.sage.testing.conformance.RefusedCase;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.json.JsonMapper;

/// What `sage lint` and the JSON Schema say of a contract.
final class Opinions {
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(ContractSchema.json());

  private Opinions() {}

  /// Everything `sage lint --strict` has to say.
  static List<Problem> lint(String yaml) {
    return new ContractLoader().load(yaml.getBytes(UTF_8), true).problems();
  }

  /// What an editor underlines.
  static List<String> schema(String yaml) {
    LoadSettings settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
    Object tree = new Load(settings).loadFromString(yaml);
    String json = JsonMapper.shared().writeValueAsString(tree);
    return SCHEMA.validate(json, InputFormat.JSON).stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }

  /// Lint has one problem, where the case has its mark, with its words; the schema sees it too, if
  /// it can.
  static List<String> differences(RefusedCase one) {
    String yaml = one.contract().replace(RefusedCase.MARK, "");
    List<Problem> problems = lint(yaml);
    List<String> schema = schema(yaml);
    List<String> differences = new ArrayList<>();
    if (problems.size() != 1) {
      differences.add("one problem is expected, found " + problems);
    } else {
      addAll(one, problems.getFirst(), differences);
    }
    if (one.beyond() != schema.isEmpty()) {
      differences.add(
          one.beyond() ? "the schema refuses it: " + schema : "the schema finds nothing wrong");
    }
    return differences;
  }

  private static void addAll(RefusedCase one, Problem problem, List<String> differences) {
    String before = one.contract().substring(0, one.contract().indexOf(RefusedCase.MARK));
    String here = before.substring(before.lastIndexOf('\n') + 1);
    long line = 1 + before.chars().filter(c -> c == '\n').count();
    int column = 1 + here.codePointCount(0, here.length());
    if (problem.line() != line || problem.column() != column) {
      differences.add(
          "expected at %d:%d, found at %d:%d"
              .formatted(line, column, problem.line(), problem.column()));
    }
    for (String words : one.message()) {
      if (!problem.message().en().contains(words)) {
        differences.add("expected '" + words + "' in: " + problem.message().en());
      }
    }
    if (!problem.fatal()) {
      differences.add("it is only a warning");
    }
  }
}
