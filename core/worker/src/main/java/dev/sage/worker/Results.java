package dev.sage.worker;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.worker.WorkOutcome.Ended;
import dev.sage.worker.WorkOutcome.Landed;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
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

/// Reads how executions ended.
final class Results {
  static final String FILE = "result.json";

  private final ExecutionStore store;

  Results(ExecutionStore store) {
    this.store = store;
  }

  Optional<Ended> find(UUID execution) {
    try (InputStream in = store.read(execution, FILE)) {
      return Optional.of(parse(in.readAllBytes()));
    } catch (SageException e) {
      if (e.code() == ErrorCode.FILE_MISSING) {
        return Optional.empty();
      }
      throw e;
    } catch (IOException e) {
      throw new SageException(
          ErrorCode.STORE_UNREACHABLE, "The result of " + execution + " cannot be read.", e);
    }
  }

  static Ended parse(byte[] json) {
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      return ended(new Values(object(parser)));
    } catch (JacksonException | ClassCastException | DateTimeException e) {
      throw damaged(e);
    }
  }

  private static Ended ended(Values result) {
    List<Values> catalogs =
        result.object("catalogs").values().stream().map(Results::values).toList();
    return new Ended(
        result.number("token"),
        result.text("outcome"),
        Math.toIntExact(result.number("exit")),
        result.text("status"),
        sum(catalogs, "read"),
        sum(catalogs, "accepted"),
        sum(catalogs, "rejected"),
        sum(catalogs, "filtered"),
        result.number("errors"),
        result.number("warnings"),
        result.number("messages"),
        result.list("materializations").stream().map(Results::values).map(Results::landed).toList(),
        Instant.parse(result.text("finished_at")));
  }

  private static long sum(List<Values> catalogs, String count) {
    return catalogs.stream().mapToLong(catalog -> catalog.number(count)).sum();
  }

  private static Landed landed(Values one) {
    return new Landed(one.text("id"), one.number("rows"), one.text("outcome"));
  }

  @SuppressWarnings("unchecked") // what is an object here was made by object()
  private static Values values(@Nullable Object object) {
    return new Values((Map<String, @Nullable Object>) required(object));
  }

  private static Object required(@Nullable Object value) {
    if (value == null) {
      throw damaged(null);
    }
    return value;
  }

  private static SageException damaged(@Nullable Exception cause) {
    return new SageException(
        ErrorCode.STORAGE,
        "A result.json in the store is damaged. Restore it from a backup.",
        cause);
  }

  /// What an object of JSON has, by name.
  private record Values(Map<String, @Nullable Object> fields) {
    String text(String name) {
      return (String) required(fields.get(name));
    }

    long number(String name) {
      return (Long) required(fields.get(name));
    }

    @SuppressWarnings("unchecked") // as above
    Map<String, @Nullable Object> object(String name) {
      return (Map<String, @Nullable Object>) required(fields.get(name));
    }

    @SuppressWarnings("unchecked") // as above
    List<@Nullable Object> list(String name) {
      return (List<@Nullable Object>) required(fields.get(name));
    }
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
      case START_OBJECT -> object(json);
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
