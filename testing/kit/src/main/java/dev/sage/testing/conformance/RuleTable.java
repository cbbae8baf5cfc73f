package dev.sage.testing.conformance;

import java.util.LinkedHashMap;
import java.util.Map;

/// A catalog over which the rules of a file are judged.
///
/// @param fields by name: the keys of each, as YAML on one line, the name among them
/// @param types by name
/// @param data CSV with `;` and a header
public record RuleTable(
    String id, Map<String, String> fields, Map<String, String> types, String data) {
  public RuleTable {
    fields = new LinkedHashMap<>(fields);
    types = new LinkedHashMap<>(types);
  }
}
