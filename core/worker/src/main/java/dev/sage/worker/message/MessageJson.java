package dev.sage.worker.message;

import dev.sage.contract.Policy;
import dev.sage.engine.hash.Sha256;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.SageException;
import dev.sage.worker.WorkOrder;
import dev.sage.worker.json.JsonValues;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// [WorkMessage]s as JSON.
///
/// ```
/// {"execution_id": "…", "attempt": 1,
///  "contract": {"name": "ventas.yaml", "sha256": "…"},   or "yaml_config": "the contract itself"
///  "input_files": [{"source_execution_id": "…", "filename": "ventas.csv"}],
///  "task": {"kind": "whole"},                            split with part_bytes, stage with part, finish
///  "language": "es", "catalog": …, "delivery": …, "on_error": …, "corrects": …,
///  "inbox": …, "sender": …, "traceparent": …, "time_ms": …}
/// ```
///
/// Only `execution_id`, `input_files` and one of `contract` and `yaml_config` must be there.
public final class MessageJson {
  private static final JsonFactory JSON = new JsonFactory();

  private MessageJson() {}

  public static byte[] write(WorkMessage message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      write(json, message.order());
      write(json, message.task());
      message.yaml().ifPresent(yaml -> json.writeStringProperty("yaml_config", yaml));
      put(json, "traceparent", message.traceparent());
      message.limit().ifPresent(time -> json.writeNumberProperty("time_ms", time.toMillis()));
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, WorkOrder order) {
    json.writeStringProperty("execution_id", order.execution().toString());
    json.writeNumberProperty("attempt", order.attempt());
    json.writeObjectPropertyStart("contract");
    json.writeStringProperty("name", order.contractName());
    json.writeStringProperty("sha256", order.contractSha256());
    json.writeEndObject();
    json.writeArrayPropertyStart("input_files");
    json.writeStartObject();
    json.writeStringProperty("source_execution_id", order.input().sourceExecution().toString());
    json.writeStringProperty("filename", order.input().filename());
    json.writeEndObject();
    json.writeEndArray();
    json.writeStringProperty("language", order.language().name().toLowerCase(Locale.ROOT));
    put(json, "catalog", order.catalog());
    put(json, "delivery", order.delivery());
    put(json, "on_error", order.onError().map(one -> one.name().toLowerCase(Locale.ROOT)));
    put(json, "corrects", order.corrects());
    put(json, "inbox", order.origin().inbox());
    put(json, "sender", order.origin().sender());
  }

  private static void write(JsonGenerator json, Task task) {
    json.writeObjectPropertyStart("task");
    switch (task) {
      case Task.Whole _ -> json.writeStringProperty("kind", "whole");
      case Task.Split split -> {
        json.writeStringProperty("kind", "split");
        json.writeNumberProperty("part_bytes", split.partBytes());
      }
      case Task.Stage stage -> {
        json.writeStringProperty("kind", "stage");
        json.writeNumberProperty("part", stage.part());
      }
      case Task.Finish _ -> json.writeStringProperty("kind", "finish");
    }
    json.writeEndObject();
  }

  private static void put(JsonGenerator json, String name, Optional<?> value) {
    value.ifPresent(present -> json.writeStringProperty(name, present.toString()));
  }

  /// @throws SageException [ErrorCode#USAGE] saying what the message lacks
  public static WorkMessage read(byte[] json) {
    try {
      return message(JsonValues.parse(json));
    } catch (IllegalArgumentException e) {
      throw new SageException(ErrorCode.USAGE, "The message cannot be used: " + e.getMessage(), e);
    }
  }

  private static WorkMessage message(JsonValues json) {
    Optional<String> yaml = json.maybeText("yaml_config");
    return new WorkMessage(
        order(json, yaml),
        json.maybeObject("task").map(MessageJson::task).orElse(new Task.Whole()),
        yaml,
        json.maybeText("traceparent"),
        json.maybeNumber("time_ms").map(Duration::ofMillis));
  }

  private static WorkOrder order(JsonValues json, Optional<String> yaml) {
    Optional<JsonValues> contract = json.maybeObject("contract");
    return new WorkOrder(
        json.id("execution_id"),
        json.maybeNumber("attempt").orElse(1L),
        contract.flatMap(c -> c.maybeText("name")).orElse("contract.yaml"),
        sha256(contract, yaml),
        input(json.objects("input_files")),
        json.maybeText("catalog"),
        json.maybeText("delivery"),
        json.maybeText("on_error").map(name -> Policy.OnError.valueOf(upper(name))),
        Language.valueOf(upper(json.maybeText("language").orElse("es"))),
        json.maybeId("corrects"),
        new WorkOrder.Origin(json.maybeId("inbox"), json.maybeId("sender")));
  }

  private static String sha256(Optional<JsonValues> contract, Optional<String> yaml) {
    return yaml.map(text -> Sha256.of(text.getBytes(StandardCharsets.UTF_8)))
        .or(() -> contract.flatMap(c -> c.maybeText("sha256")))
        .orElseThrow(
            () -> new IllegalArgumentException("it has neither contract.sha256 nor yaml_config."));
  }

  private static WorkOrder.Input input(List<JsonValues> files) {
    if (files.size() != 1) {
      throw new IllegalArgumentException(
          "input_files has %d files; an execution has one, which may be a ZIP."
              .formatted(files.size()));
    }
    JsonValues file = files.getFirst();
    return new WorkOrder.Input(file.id("source_execution_id"), file.text("filename"));
  }

  private static Task task(JsonValues json) {
    String kind = json.text("kind");
    return switch (kind) {
      case "whole" -> new Task.Whole();
      case "split" -> new Task.Split(json.number("part_bytes"));
      case "stage" -> new Task.Stage(Math.toIntExact(json.number("part")));
      case "finish" -> new Task.Finish();
      default -> throw new IllegalArgumentException("there is no task '%s'.".formatted(kind));
    };
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  /// What a message orders; empty: it cannot be read.
  public static Optional<WorkOrder> order(byte[] json) {
    try {
      return Optional.of(read(json).order());
    } catch (SageException _) {
      return Optional.empty();
    }
  }

  /// The execution of a message that may be damaged otherwise.
  public static Optional<UUID> execution(byte[] json) {
    try {
      return Optional.of(JsonValues.parse(json).id("execution_id"));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
