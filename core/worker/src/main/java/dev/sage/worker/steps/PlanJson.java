package dev.sage.worker.steps;

import dev.sage.engine.plan.PartPlan;
import dev.sage.engine.plan.PlannedFile;
import dev.sage.engine.plan.PlannedPart;
import dev.sage.engine.split.TextForm;
import dev.sage.engine.stage.FileColumns;
import dev.sage.spi.ColumnLimit;
import dev.sage.worker.json.JsonValues;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// [StepPlan]s as JSON.
///
/// ```
/// {"split": "…", "contract_sha256": "…", "started": "…", "part_bytes": 67108864, "delivery": "…",
///  "files": [{"catalog": "…", "folder": "catalog-000", "sha256": "…",
///             "source": "input",                                           or "text"
///             "cr_lines": "false", "all_valid": "true",                    of an input only
///             "width": 6, "columns": [0, 1, 2, 3, 4, 5],
///             "limits": {"field": [{"kind": "text_length", "column": "…", "max": 20}]},
///             "parts": [{"number": 0, "offset": 27, "length": 67108921, "first_record": 1,
///                        "first_line": 2, "records": 812345, "delimiter": 59, "quote": 34,
///                        "max_record_bytes": 201}]}]}
/// ```
final class PlanJson {
  private static final JsonFactory JSON = new JsonFactory();

  private PlanJson() {}

  static byte[] write(StepPlan plan) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeStringProperty("split", plan.split().toString());
      json.writeStringProperty("contract_sha256", plan.contractSha256());
      json.writeStringProperty("started", plan.parts().started().toString());
      json.writeNumberProperty("part_bytes", plan.parts().partBytes());
      plan.parts().delivery().ifPresent(id -> json.writeStringProperty("delivery", id));
      json.writeArrayPropertyStart("files");
      plan.parts().files().forEach(file -> write(json, file));
      json.writeEndArray();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, PlannedFile file) {
    json.writeStartObject();
    json.writeStringProperty("catalog", file.catalog());
    json.writeStringProperty("folder", file.folder());
    json.writeStringProperty("sha256", file.sha256());
    json.writeStringProperty("source", file.pieces().isPresent() ? "input" : "text");
    file.pieces().ifPresent(form -> write(json, form));
    json.writeNumberProperty("width", file.columns().width());
    json.writeArrayPropertyStart("columns");
    file.columns().positions().forEach(json::writeNumber);
    json.writeEndArray();
    json.writeObjectPropertyStart("limits");
    file.limits().forEach((field, limits) -> write(json, field, limits));
    json.writeEndObject();
    json.writeArrayPropertyStart("parts");
    file.parts().forEach(part -> write(json, part));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, TextForm form) {
    json.writeStringProperty("cr_lines", Boolean.toString(form.crLines()));
    json.writeStringProperty("all_valid", Boolean.toString(form.allValid()));
  }

  private static void write(JsonGenerator json, String field, List<ColumnLimit> limits) {
    json.writeArrayPropertyStart(field);
    limits.forEach(limit -> write(json, limit));
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, ColumnLimit limit) {
    json.writeStartObject();
    json.writeStringProperty("column", limit.column());
    switch (limit) {
      case ColumnLimit.WholeRange range -> {
        json.writeStringProperty("kind", "whole_range");
        json.writeNumberProperty("min", range.min());
        json.writeNumberProperty("max", range.max());
      }
      case ColumnLimit.Digits digits -> {
        json.writeStringProperty("kind", "digits");
        json.writeNumberProperty("precision", digits.precision());
        json.writeNumberProperty("scale", digits.scale());
      }
      case ColumnLimit.TextLength text -> {
        json.writeStringProperty("kind", "text_length");
        json.writeNumberProperty("max", text.max());
      }
      case ColumnLimit.NotNull _ -> json.writeStringProperty("kind", "not_null");
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, PlannedPart part) {
    json.writeStartObject();
    json.writeNumberProperty("number", part.number());
    json.writeNumberProperty("offset", part.offset());
    json.writeNumberProperty("length", part.length());
    json.writeNumberProperty("first_record", part.firstRecord());
    json.writeNumberProperty("first_line", part.firstLine());
    json.writeNumberProperty("records", part.records());
    json.writeNumberProperty("delimiter", part.delimiter());
    json.writeNumberProperty("quote", part.quote());
    json.writeNumberProperty("max_record_bytes", part.maxRecordBytes());
    json.writeEndObject();
  }

  /// @throws IllegalArgumentException or [java.time.format.DateTimeParseException] for what is
  ///   damaged
  static StepPlan parse(byte[] bytes) {
    JsonValues json = JsonValues.parse(bytes);
    return new StepPlan(
        json.id("split"),
        json.text("contract_sha256"),
        new PartPlan(
            Instant.parse(json.text("started")),
            json.number("part_bytes"),
            json.maybeText("delivery"),
            json.objects("files").stream().map(PlanJson::file).toList()));
  }

  private static PlannedFile file(JsonValues json) {
    List<Integer> columns = json.numbers("columns").stream().map(Math::toIntExact).toList();
    Map<String, List<ColumnLimit>> limits = new LinkedHashMap<>();
    JsonValues written = json.object("limits");
    for (String field : written.fields().keySet()) {
      limits.put(field, written.objects(field).stream().map(PlanJson::limit).toList());
    }
    return new PlannedFile(
        json.text("catalog"),
        json.text("folder"),
        json.text("sha256"),
        new FileColumns(whole(json, "width"), columns),
        limits,
        json.maybeText("cr_lines").map(_ -> form(json)),
        json.objects("parts").stream().map(PlanJson::part).toList());
  }

  private static TextForm form(JsonValues json) {
    return new TextForm(json.flag("cr_lines"), json.flag("all_valid"));
  }

  private static ColumnLimit limit(JsonValues json) {
    String column = json.text("column");
    String kind = json.text("kind");
    return switch (kind) {
      case "whole_range" ->
          new ColumnLimit.WholeRange(column, json.number("min"), json.number("max"));
      case "digits" ->
          new ColumnLimit.Digits(column, whole(json, "precision"), whole(json, "scale"));
      case "text_length" -> new ColumnLimit.TextLength(column, whole(json, "max"));
      case "not_null" -> new ColumnLimit.NotNull(column);
      default -> throw new IllegalArgumentException("there is no limit '%s'.".formatted(kind));
    };
  }

  private static PlannedPart part(JsonValues json) {
    long offset = json.number("offset");
    return new PlannedPart(
        whole(json, "number"),
        offset,
        offset + json.number("length"),
        json.number("first_record"),
        json.number("first_line"),
        json.number("records"),
        (byte) whole(json, "delimiter"),
        (byte) whole(json, "quote"),
        whole(json, "max_record_bytes"));
  }

  private static int whole(JsonValues json, String name) {
    return Math.toIntExact(json.number(name));
  }
}
