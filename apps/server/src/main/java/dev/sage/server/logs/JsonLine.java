package dev.sage.server.logs;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.LayoutBase;
import dev.sage.spi.SageException;
import java.io.StringWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// One event as one line of JSON: `time`, `level`, `logger`, `thread`, `message`, then facts.
///
/// Of exceptions the kinds and the places are written, and the messages of our own: those of others
/// can quote data.
final class JsonLine extends LayoutBase<ILoggingEvent> {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int MOST_FRAMES = 60;

  @Override
  public String doLayout(ILoggingEvent event) {
    StringWriter line = new StringWriter(256);
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), line)) {
      json.writeStartObject();
      json.writeStringProperty("time", event.getInstant().toString());
      json.writeStringProperty("level", event.getLevel().toString());
      json.writeStringProperty("logger", event.getLoggerName());
      json.writeStringProperty("thread", event.getThreadName());
      json.writeStringProperty("message", event.getFormattedMessage());
      event.getMDCPropertyMap().forEach(json::writeStringProperty);
      facts(event, json);
      if (event.getThrowableProxy() != null) {
        json.writeStringProperty("error", trace(event.getThrowableProxy()));
      }
      json.writeEndObject();
    }
    return line.append('\n').toString();
  }

  private static void facts(ILoggingEvent event, JsonGenerator json) {
    if (event.getKeyValuePairs() == null) {
      return;
    }
    for (KeyValuePair pair : event.getKeyValuePairs()) {
      json.writeName(pair.key);
      value(pair.value, json);
    }
  }

  private static void value(@Nullable Object value, JsonGenerator json) {
    switch (value) {
      case null -> json.writeNull();
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Boolean truth -> json.writeBoolean(truth);
      case Map<?, ?> map -> {
        json.writeStartObject();
        map.forEach((name, member) -> {
          json.writeName(String.valueOf(name));
          value(member, json);
        });
        json.writeEndObject();
      }
      default -> json.writeString(value.toString());
    }
  }

  private static String trace(IThrowableProxy thrown) {
    StringBuilder trace = new StringBuilder();
    IThrowableProxy cause = thrown;
    for (int depth = 0; cause != null && depth < 8; depth++) {
      trace.append(depth == 0 ? "" : "Caused by: ").append(cause.getClassName());
      if (cause.getClassName().equals(SageException.class.getName())) {
        trace.append(": ").append(cause.getMessage());
      }
      StackTraceElementProxy[] frames = cause.getStackTraceElementProxyArray();
      for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++) {
        trace.append("\n\tat ").append(frames[i].getStackTraceElement());
      }
      trace.append('\n');
      cause = cause.getCause();
    }
    return trace.toString();
  }
}
