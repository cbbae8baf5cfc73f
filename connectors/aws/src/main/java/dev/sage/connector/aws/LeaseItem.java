package dev.sage.connector.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item of a resource in the table of leases.
///
/// @param version changes with everything that happens to the item
/// @param length of the lease in milliseconds; 0: it is free
record LeaseItem(UUID resource, String owner, long token, long version, long length) {
  static final String KEY = "execution_id";
  static final String OWNER = "owner_id";
  static final String TOKEN = "token";
  static final String VERSION = "version";
  static final String LENGTH = "lease_length";
  static final String UNTIL = "lease_until";
  static final String EXPIRATION = "expiration_time";

  /// An item that is swept forgets its token: long after anybody remembers the last one.
  private static final Duration KEPT = Duration.ofDays(7);

  static Map<String, AttributeValue> key(UUID resource) {
    return Map.of(KEY, text(resource.toString()));
  }

  static LeaseItem of(UUID resource, Map<String, AttributeValue> item) {
    return new LeaseItem(
        resource,
        item.containsKey(OWNER) ? item.get(OWNER).s() : "",
        number(item.get(TOKEN)),
        number(item.get(VERSION)),
        number(item.get(LENGTH)));
  }

  boolean isFree() {
    return length == 0;
  }

  /// @param now for people, and for the sweep, that look at items; nobody decides by it
  Map<String, AttributeValue> attributes(Instant now) {
    Map<String, AttributeValue> item = new HashMap<>(key(resource));
    item.put(OWNER, text(owner));
    item.put(TOKEN, number(token));
    item.put(VERSION, number(version));
    item.putAll(times(now, length));
    return item;
  }

  static Map<String, AttributeValue> times(Instant now, long length) {
    Instant until = now.plusMillis(length);
    return Map.of(
        LENGTH,
        number(length),
        UNTIL,
        number(length == 0 ? 0 : until.getEpochSecond()),
        EXPIRATION,
        number(until.plus(KEPT).getEpochSecond()));
  }

  static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  private static long number(@Nullable AttributeValue value) {
    return value == null || value.n() == null ? 0 : Long.parseLong(value.n());
  }
}
