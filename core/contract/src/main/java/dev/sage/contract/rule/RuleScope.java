package dev.sage.contract.rule;

import dev.sage.spi.ValueType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What names a rule may use.
///
/// @param catalog the catalog the rule belongs to; empty at package level
/// @param field the field the rule belongs to; empty unless at field level
/// @param catalogs the known catalogs and the types of their fields, in the order of the contract
public record RuleScope(
    RuleLevel level, String catalog, String field, Map<String, Map<String, ValueType>> catalogs) {
  public RuleScope {
    Map<String, Map<String, ValueType>> copy = new LinkedHashMap<>();
    catalogs.forEach(
        (name, fields) -> copy.put(name, Collections.unmodifiableMap(new LinkedHashMap<>(fields))));
    catalogs = Collections.unmodifiableMap(copy);
  }
}
