package dev.sage.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the schema says of a contract, and what `sage lint` says.
final class SchemaJudge {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(ContractSchema.json());
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  private SchemaJudge() {}

  /// @param lint errors, warnings left out
  /// @param schema what an editor would underline
  record Opinions(List<Problem> lint, List<String> schema) {
    boolean lintRefuses() {
      return !lint.isEmpty();
    }

    boolean schemaRefuses() {
      return !schema.isEmpty();
    }
  }

  static Opinions of(String yaml) {
    List<Problem> lint =
        new ContractLoader()
            .load(yaml.getBytes(UTF_8), false).problems().stream().filter(Problem::fatal).toList();
    return new Opinions(lint, schema(tree(yaml).orElseThrow()));
  }

  /// Empty: it is no YAML, and no schema is asked.
  static Optional<Yaml> tree(String yaml) {
    return YamlDocument.parse(yaml.getBytes(UTF_8), new Problems(false));
  }

  private static List<String> schema(Yaml tree) {
    return SCHEMA.validate(json(tree)).stream().map(ValidationMessage::getMessage).toList();
  }

  /// As the core schema of YAML 1.2 types values, which is what editors do.
  private static JsonNode json(Yaml yaml) {
    return switch (yaml) {
      case Yaml.Scalar scalar when scalar.style() == Yaml.Style.PLAIN -> plain(scalar.text());
      case Yaml.Scalar scalar -> NODES.textNode(scalar.text());
      case Yaml.Sequence list -> {
        var array = NODES.arrayNode();
        list.items().forEach(item -> array.add(json(item)));
        yield array;
      }
      case Yaml.Mapping mapping -> object(mapping);
    };
  }

  private static ObjectNode object(Yaml.Mapping mapping) {
    ObjectNode object = NODES.objectNode();
    for (Yaml.Entry entry : mapping.entries()) {
      String key = ((Yaml.Scalar) entry.key()).text();
      if (key.equals("<<") && entry.value() instanceof Yaml.Mapping base) {
        object(base).properties().forEach(e -> object.putIfAbsent(e.getKey(), e.getValue()));
      } else {
        object.set(key, json(entry.value()));
      }
    }
    return object;
  }

  private static JsonNode plain(String text) {
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> NODES.nullNode();
      case "true", "True", "TRUE" -> NODES.booleanNode(true);
      case "false", "False", "FALSE" -> NODES.booleanNode(false);
      default -> number(text);
    };
  }

  private static JsonNode number(String text) {
    if (WHOLE.matcher(text).matches()) {
      return NODES.numberNode(new BigInteger(text));
    }
    return FLOAT.matcher(text).matches()
        ? NODES.numberNode(new BigDecimal(text))
        : NODES.textNode(text);
  }
}
