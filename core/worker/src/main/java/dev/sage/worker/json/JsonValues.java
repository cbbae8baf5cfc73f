package dev.sage.worker.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What an object of JSON has, by name. What is not there, or is of another kind, is an
/// [IllegalArgumentException] that names it.
public record JsonValues(Map<String, @Nullable Object> fields) {
  private static final JsonFactory JSON = new JsonFactory();

  public static JsonValues parse(byte[] json) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("it is no object of JSON.");
      }
      return new JsonValues(object(parser));
    } catch (JacksonException e) {
      throw new IllegalArgumentException("it is no JSON.", e);
    }
  }

  public String text(String name) {
    return maybeText(name).orElseThrow(() -> missing(name));
  }

  public Optional<String> maybeText(String name) {
    return maybe(name, String.class);
  }

  public long number(String name) {
    return maybeNumber(name).orElseThrow(() -> missing(name));
  }

  public Optional<Long> maybeNumber(String name) {
    return maybe(name, Long.class);
  }

  public UUID id(String name) {
    return maybeId(name).orElseThrow(() -> missing(name));
  }

  public Optional<UUID> maybeId(String name) {
    return maybeText(name).map(text -> id(name, text));
  }

  private static UUID id(String name, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + " is no UUID.", e);
    }
  }

  public JsonValues object(String name) {
    return maybeObject(name).orElseThrow(() -> missing(name));
  }

  public Optional<JsonValues> maybeObject(String name) {
    return maybe(name, JsonValues.class);
  }

  /// Every value of an object whose values are objects, whatever their names.
  public List<JsonValues> objects() {
    return fields.values().stream().map(value -> cast("a value", value, JsonValues.class)).toList();
  }

  /// The objects of a list; without a list, none.
  public List<JsonValues> objects(String name) {
    List<JsonValues> objects = new ArrayList<>();
    list(name).forEach(item -> objects.add(cast(name, item, JsonValues.class)));
    return objects;
  }

  private List<?> list(String name) {
    @Nullable Object value = fields.get(name);
    return value == null ? List.of() : cast(name, value, List.class);
  }

  /// The whole numbers of a list.
  public List<Long> numbers(String name) {
    List<Long> numbers = new ArrayList<>();
    list(name).forEach(item -> numbers.add(cast(name, item, Long.class)));
    return numbers;
  }

  /// `true` or `false`.
  public boolean flag(String name) {
    return Boolean.parseBoolean(text(name));
  }

  private <T> Optional<T> maybe(String name, Class<T> type) {
    @Nullable Object value = fields.get(name);
    return value == null ? Optional.empty() : Optional.of(cast(name, value, type));
  }

  private static <T> T cast(String name, @Nullable Object value, Class<T> type) {
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(name + " has a value of another kind.");
    }
    return type.cast(value);
  }

  private static IllegalArgumentException missing(String name) {
    return new IllegalArgumentException(name + " is missing.");
  }

  private static Map<String, @Nullable Object> object(JsonParser json) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      fields.put(name, value(json));
    }
    return fields;
  }

  private static @Nullable Object value(JsonParser json) {
    return switch (json.currentToken()) {
      case START_OBJECT -> new JsonValues(object(json));
      case START_ARRAY -> list(json);
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_NULL -> null;
      default -> json.getString();
    };
  }

  private static List<@Nullable Object> list(JsonParser json) {
    List<@Nullable Object> items = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(json));
    }
    return items;
  }
}
