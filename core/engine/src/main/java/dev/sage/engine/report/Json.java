package dev.sage.engine.report;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.ByteArrayOutputStream;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/// Writes JSON, nested the way it looks.
final class Json {
  private final JsonGenerator generator;

  private Json(JsonGenerator generator) {
    this.generator = generator;
  }

  /// One object, as UTF-8.
  static byte[] object(Consumer<Json> body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator generator = new JsonFactory().createGenerator(new Pretty(), out)) {
      Json json = new Json(generator);
      generator.writeStartObject();
      body.accept(json);
      generator.writeEndObject();
    }
    if (out.size() == 0) {
      throw new SageException(ErrorCode.INTERNAL, "Nothing was written.");
    }
    return out.toByteArray();
  }

  Json put(String name, @Nullable String value) {
    generator.writeStringProperty(name, value);
    return this;
  }

  Json put(String name, long value) {
    generator.writeNumberProperty(name, value);
    return this;
  }

  Json put(String name, double value) {
    generator.writeNumberProperty(name, value);
    return this;
  }

  /// Null where `value` is null.
  Json putNumber(String name, @Nullable Long value) {
    generator.writeName(name);
    if (value == null) {
      generator.writeNull();
    } else {
      generator.writeNumber(value);
    }
    return this;
  }

  Json object(String name, Consumer<Json> body) {
    generator.writeObjectPropertyStart(name);
    body.accept(this);
    generator.writeEndObject();
    return this;
  }

  <T> Json objects(String name, Iterable<T> items, BiConsumer<Json, T> body) {
    generator.writeArrayPropertyStart(name);
    for (T item : items) {
      generator.writeStartObject();
      body.accept(this, item);
      generator.writeEndObject();
    }
    generator.writeEndArray();
    return this;
  }

  Json texts(String name, Iterable<String> items) {
    generator.writeArrayPropertyStart(name);
    items.forEach(generator::writeString);
    generator.writeEndArray();
    return this;
  }

  /// Two spaces, for people who open the file.
  private static final class Pretty extends ObjectWriteContext.Base {
    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }

    @Override
    public DefaultPrettyPrinter getPrettyPrinter() {
      return new DefaultPrettyPrinter();
    }
  }
}
