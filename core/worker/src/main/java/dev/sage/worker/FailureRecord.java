package dev.sage.worker;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import dev.sage.worker.json.JsonValues;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// `failure.json`: how an attempt failed, for whoever ordered it from afar. `error.log` beside it
/// has the details. An execution that ends leaves none.
///
/// @param attempt the number in the order
/// @param token of the worker's lease
public record FailureRecord(long attempt, long token, ErrorCode code, Message message) {
  public static final String FILE = "failure.json";
  private static final JsonFactory JSON = new JsonFactory();

  public static FailureRecord of(long attempt, long token, SageException failure) {
    Message message = new Message(failure.in(Language.ES), failure.in(Language.EN));
    return new FailureRecord(attempt, token, failure.code(), message);
  }

  public byte[] json() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeNumberProperty("attempt", attempt);
      json.writeNumberProperty("token", token);
      json.writeStringProperty("code", code.name());
      json.writeNumberProperty("number", code.number());
      json.writeStringProperty("es", message.es());
      json.writeStringProperty("en", message.en());
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /// @throws IllegalArgumentException saying what is wrong with it
  public static FailureRecord parse(byte[] json) {
    JsonValues values = JsonValues.parse(json);
    return new FailureRecord(
        values.number("attempt"),
        values.number("token"),
        ErrorCode.valueOf(values.text("code")),
        new Message(values.text("es"), values.text("en")));
  }
}
