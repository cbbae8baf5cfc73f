package dev.sage.scenarios;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a command said.
record Ran(int exit, String out, String err) {
  private static final JsonMapper JSON = new JsonMapper();

  static JsonNode json(String text) {
    return JSON.readTree(text);
  }

  JsonNode json() {
    return json(out);
  }

  /// The code of `{"error":{code,message}}`.
  String errorCode() {
    return json().path("error").path("code").asString("no error: " + out + err);
  }

  String errorMessage() {
    return json().path("error").path("message").asString("");
  }

  /// The findings of the report, each as `record:line:field:CODE`, empty where there is none.
  List<String> findings() {
    List<String> all = new ArrayList<>();
    for (JsonNode f : json().path("validation").path("failures")) {
      all.add(
          "%s:%s:%s:%s"
              .formatted(text(f, "record"), text(f, "line"), text(f, "field"), text(f, "code")));
    }
    return all;
  }

  /// Read, accepted and rejected by catalog: `300=285+15`.
  Map<String, String> counts() {
    Map<String, String> all = new TreeMap<>();
    json()
        .path("files")
        .path("statistics")
        .properties()
        .forEach(entry ->
            all.put(
                entry.getKey(),
                "%d=%d+%d"
                    .formatted(
                        entry.getValue().path("records").asLong(),
                        entry.getValue().path("accepted").asLong(),
                        entry.getValue().path("rejected").asLong())));
    return all;
  }

  static String text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    return value.isNull() || value.isMissingNode() ? "" : value.asString();
  }
}
