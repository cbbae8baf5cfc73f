package dev.sage.metadata.database;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a list is to be narrowed to: conditions of our own words, joined, with bound values.
public final class Conditions {
  private final List<String> conditions = new ArrayList<>(List.of("true"));
  private final Map<String, Object> values = new LinkedHashMap<>();

  /// Adds a condition with a value of that name, if there is a value.
  public Conditions and(String condition, String name, Optional<?> value) {
    value.ifPresent(present -> {
      conditions.add(condition);
      values.put(name, present);
    });
    return this;
  }

  public String sql() {
    return String.join(" AND ", conditions);
  }

  public Session.Sql bind(Session.Sql sql) {
    values.forEach(sql::with);
    return sql;
  }

  /// A pattern that finds a text anywhere, whatever is in it.
  public static String containing(String text) {
    return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }
}
