package dev.sage.engine.format;

import dev.sage.contract.Catalog;
import dev.sage.contract.Field;
import dev.sage.engine.split.CellParts;
import dev.sage.engine.split.Dialect;
import dev.sage.spi.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/// Takes an object apart: each field's cell.
///
/// A number keeps its spelling, but for the decimal separator of its field; what is nested is its
/// own JSON text. Of a key that is there twice the last one holds.
final class ObjectReader {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int UNKNOWN = -1;

  private final List<Field> fields;
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, Integer> folded = new HashMap<>();
  private final Set<String> unknown = new LinkedHashSet<>();
  private final Map<String, Long> repeated = new LinkedHashMap<>();
  private final @Nullable String[] cells;
  private final boolean[] seen;
  private byte[] text = {};

  ObjectReader(Catalog catalog) {
    fields = catalog.fields();
    cells = new String[fields.size()];
    seen = new boolean[fields.size()];
    for (int i = 0; i < fields.size(); i++) {
      places.put(fields.get(i).name(), i);
      folded.putIfAbsent(folded(fields.get(i).name()), i);
    }
  }

  /// What a record is.
  sealed interface Outcome {}

  record Good() implements Outcome {}

  /// It is JSON, but no object.
  record NoObject() implements Outcome {}

  /// It is no JSON.
  ///
  /// @param line within the record, from 1
  /// @param column in that line, from 1
  record NoJson(long line, long column) implements Outcome {}

  /// Keys that the contract does not know, each once.
  Set<String> unknown() {
    return unknown;
  }

  /// Fields whose key was there twice in a record, and in how many records.
  Map<String, Long> repeated() {
    return repeated;
  }

  /// @param record bytes of UTF-8, valid
  Outcome read(byte[] record, int length) {
    text = record;
    Arrays.fill(cells, null);
    Arrays.fill(seen, false);
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), record, 0, length)) {
      boolean isObject = json.nextToken() == JsonToken.START_OBJECT;
      if (isObject) {
        members(json);
      } else {
        json.skipChildren();
      }
      if (json.nextToken() != null) {
        return place(json.currentTokenLocation());
      }
      return isObject ? new Good() : new NoObject();
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      return at == null ? new NoJson(1, 1) : place(at);
    }
  }

  /// The cells of the record that was read last, in the order of the contract.
  void addTo(CellParts parts) {
    for (String cell : cells) {
      if (cell == null) {
        parts.addNull();
      } else {
        parts.add(cell);
      }
    }
  }

  private static NoJson place(TokenStreamLocation at) {
    return new NoJson(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
  }

  private void members(JsonParser json) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      int place = placeOf(json.currentName());
      JsonToken value = json.nextToken();
      if (place == UNKNOWN) {
        json.skipChildren();
      } else {
        cell(json, value, place);
      }
    }
  }

  private void cell(JsonParser json, @Nullable JsonToken value, int place) {
    if (seen[place]) {
      repeated.merge(fields.get(place).name(), 1L, Long::sum);
    }
    seen[place] = true;
    cells[place] =
        switch (value) {
          case VALUE_STRING -> json.getString();
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json.getString(), fields.get(place));
          case VALUE_TRUE -> "true";
          case VALUE_FALSE -> "false";
          case START_OBJECT, START_ARRAY -> nested(json);
          case null, default -> null;
        };
  }

  private static String number(String spelled, Field field) {
    char separator = field.reading().decimalSeparator();
    boolean typed =
        field.type() instanceof ValueType.Decimal || field.type() instanceof ValueType.Whole;
    return typed && separator != '.' ? spelled.replace('.', separator) : spelled;
  }

  private String nested(JsonParser json) {
    int from = (int) json.currentTokenLocation().getByteOffset();
    json.skipChildren();
    int to = (int) json.currentLocation().getByteOffset();
    return new String(text, from, to - from, StandardCharsets.UTF_8);
  }

  private int placeOf(String name) {
    Integer known = places.get(name);
    if (known != null) {
      return known;
    }
    int place = folded.getOrDefault(folded(name), UNKNOWN);
    if (place == UNKNOWN) {
      unknown.add(name);
    }
    if (places.size() + 1 > Dialect.MAX_COLUMNS) {
      throw Dialect.tooWide(
          places.size() + 1,
          "sus objetos tienen demasiadas claves distintas; mire cómo se hace",
          "its objects have too many different keys; check how it is made");
    }
    places.put(name, place);
    return place;
  }

  private static String folded(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
