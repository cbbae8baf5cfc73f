package dev.sage.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Immutable copies that keep the order; [Map#copyOf] does not.
final class Ordered {
  private Ordered() {}

  static <V> Map<String, V> copy(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
