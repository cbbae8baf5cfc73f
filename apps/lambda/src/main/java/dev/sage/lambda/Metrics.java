package dev.sage.lambda;

import dev.sage.worker.cost.Cost;
import dev.sage.worker.cost.Usage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/// What an invocation took, for CloudWatch.
///
/// @param outcome `done`, `refused`, `step`, `busy`, `over`, `time_over`, `failed`
/// @param rows that were read; so bytes
/// @param used of what is paid for, the start of the process included
/// @param cost of that
record Metrics(String outcome, Duration duration, long rows, long bytes, Usage used, Cost cost) {
  private static final String NAMESPACE = "SAGE";
  static final String PLACEMENT = "lambda";

  void write(JsonGenerator json, long now) {
    Map<String, String> units = new LinkedHashMap<>();
    units.put("duration", "Milliseconds");
    units.put("rows", "Count");
    units.put("bytes", "Bytes");
    units.put("gb_seconds", "None");
    units.put("cost", "None");
    json.writeObjectPropertyStart("_aws");
    json.writeNumberProperty("Timestamp", now);
    json.writeArrayPropertyStart("CloudWatchMetrics");
    json.writeStartObject();
    json.writeStringProperty("Namespace", NAMESPACE);
    json.writeArrayPropertyStart("Dimensions");
    json.writeStartArray();
    json.writeString("placement");
    json.writeString("outcome");
    json.writeEndArray();
    json.writeEndArray();
    json.writeArrayPropertyStart("Metrics");
    units.forEach((name, unit) -> metric(json, name, unit));
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    values(json);
  }

  private static void metric(JsonGenerator json, String name, String unit) {
    json.writeStartObject();
    json.writeStringProperty("Name", name);
    json.writeStringProperty("Unit", unit);
    json.writeEndObject();
  }

  private void values(JsonGenerator json) {
    json.writeStringProperty("placement", PLACEMENT);
    json.writeStringProperty("outcome", outcome);
    json.writeNumberProperty("duration", duration.toMillis());
    json.writeNumberProperty("rows", rows);
    json.writeNumberProperty("bytes", bytes);
    json.writeNumberProperty("gb_seconds", used.gbSeconds().doubleValue());
    json.writeNumberProperty("cost", cost.total().dollars().doubleValue());
  }
}
