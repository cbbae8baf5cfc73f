package dev.sage.metadata.execution;

import dev.sage.contract.Policy;
import dev.sage.metadata.database.Json;
import dev.sage.spi.Language;
import dev.sage.worker.WorkOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// A [WorkOrder] as it is kept: what the row's own columns do not say already.
final class OrderJson {
  private OrderJson() {}

  static String write(WorkOrder order) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("contract", order.contractName());
    json.put("sha256", order.contractSha256());
    json.put("source", order.input().sourceExecution().toString());
    json.put("filename", order.input().filename());
    json.put("language", order.language().name());
    put(json, "catalog", order.catalog());
    put(json, "delivery", order.delivery());
    put(json, "onError", order.onError());
    put(json, "corrects", order.corrects());
    put(json, "inbox", order.origin().inbox());
    put(json, "sender", order.origin().sender());
    return Json.write(json);
  }

  static WorkOrder read(String json, UUID execution, long attempt) {
    JsonNode node = Json.read(json);
    return new WorkOrder(
        execution,
        attempt,
        text(node, "contract"),
        text(node, "sha256"),
        new WorkOrder.Input(UUID.fromString(text(node, "source")), text(node, "filename")),
        maybe(node, "catalog"),
        maybe(node, "delivery"),
        maybe(node, "onError").map(Policy.OnError::valueOf),
        Language.valueOf(text(node, "language")),
        maybe(node, "corrects").map(UUID::fromString),
        new WorkOrder.Origin(
            maybe(node, "inbox").map(UUID::fromString),
            maybe(node, "sender").map(UUID::fromString)));
  }

  private static void put(Map<String, Object> json, String name, Optional<?> value) {
    value.ifPresent(present -> json.put(name, present.toString()));
  }

  private static String text(JsonNode node, String name) {
    return maybe(node, name).orElseThrow();
  }

  private static Optional<String> maybe(JsonNode node, String name) {
    return Optional.ofNullable(node.get(name)).map(JsonNode::asString);
  }
}
