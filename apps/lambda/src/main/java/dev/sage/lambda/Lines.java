package dev.sage.lambda;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes lines of JSON, each whole: what happens, and metrics in CloudWatch's embedded format.
final class Lines {
  private static final JsonFactory JSON = new JsonFactory();

  private final PrintStream out;
  private final Clock clock;

  Lines(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  static byte[] json(Consumer<JsonGenerator> members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      members.accept(json);
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /// @param message constant
  /// @param facts holds no data values and no secrets
  void log(String level, String message, Map<String, String> facts) {
    write(
        json(json -> {
          json.writeStringProperty("timestamp", clock.instant().toString());
          json.writeStringProperty("level", level);
          json.writeStringProperty("message", message);
          facts.forEach(json::writeStringProperty);
        }));
  }

  void metrics(Metrics metrics, Map<String, String> facts) {
    write(
        json(json -> {
          metrics.write(json, clock.millis());
          facts.forEach(json::writeStringProperty);
        }));
  }

  private synchronized void write(byte[] line) {
    out.write(line, 0, line.length);
    out.write('\n');
    out.flush();
  }
}
