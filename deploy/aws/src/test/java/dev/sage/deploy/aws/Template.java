package dev.sage.deploy.aws;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A template of CloudFormation, as a test looks at it.
record Template(String name, String text, JsonNode json) {
  private static final JsonMapper JSON = new JsonMapper();

  static Template parse(String name, String text) {
    return new Template(name, text, JSON.readTree(text));
  }

  /// A statement of a policy, and where it stands.
  record Statement(String resource, JsonNode json) {
    String sid() {
      return json.path("Sid").asString("");
    }

    List<String> actions() {
      return strings(json.path("Action"));
    }

    boolean allows() {
      return json.path("Effect").asString("").equals("Allow");
    }
  }

  record Resource(String id, JsonNode json) {
    String type() {
      return json.path("Type").asString("");
    }

    JsonNode properties() {
      return json.path("Properties");
    }

    @Override
    public String toString() {
      return type() + " " + id;
    }
  }

  static List<String> strings(JsonNode node) {
    List<String> strings = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(one -> strings.add(one.isString() ? one.asString() : one.toString()));
    } else if (!node.isMissingNode()) {
      strings.add(node.isString() ? node.asString() : node.toString());
    }
    return strings;
  }

  List<Resource> resources() {
    return json.path("Resources")
        .propertyStream()
        .map(entry -> new Resource(entry.getKey(), entry.getValue()))
        .toList();
  }

  List<Resource> resources(String type) {
    return resources().stream().filter(resource -> resource.type().equals(type)).toList();
  }

  /// The only one of its type.
  JsonNode the(String type) {
    List<Resource> all = resources(type);
    if (all.size() != 1) {
      throw new AssertionError(name + " has " + all.size() + " of " + type);
    }
    return all.getFirst().properties();
  }

  /// The one whose property has that value.
  JsonNode the(String type, String property, String value) {
    return resources(type).stream()
        .map(Resource::properties)
        .filter(properties -> properties.path(property).asString("").equals(value))
        .findFirst()
        .orElseThrow(() ->
            new AssertionError(
                "%s has no %s whose %s is %s".formatted(name, type, property, value)));
  }

  /// Of every policy, wherever it stands.
  List<Statement> statements() {
    List<Statement> statements = new ArrayList<>();
    resources().forEach(resource -> collect(resource, resource.properties(), statements));
    return statements;
  }

  private static void collect(Resource resource, JsonNode node, List<Statement> statements) {
    if (node.has("Statement")) {
      node.path("Statement")
          .forEach(json -> statements.add(new Statement(resource.toString(), json)));
    }
    node.forEach(child -> collect(resource, child, statements));
  }

  /// Of the policies of a role.
  List<Statement> statementsOf(String rolePrefix) {
    return resources("AWS::IAM::Policy").stream()
        .filter(policy ->
            policy.properties().path("Roles").toString().contains("\"Ref\":\"" + rolePrefix))
        .flatMap(policy ->
            policy
                .properties()
                .path("PolicyDocument")
                .path("Statement")
                .valueStream()
                .map(json -> new Statement(policy.toString(), json)))
        .toList();
  }
}
