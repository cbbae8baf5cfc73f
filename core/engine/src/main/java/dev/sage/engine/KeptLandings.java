package dev.sage.engine;

import dev.sage.contract.Materialization;
import dev.sage.spi.SchemaMode;
import dev.sage.spi.Strategy;
import dev.sage.spi.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where an execution was told to land its rows, as its state keeps it; passwords are left out.
final class KeptLandings {
  private static final String COUNT = "landings";
  private static final String VARIABLE = "\\$\\{env:[A-Za-z_][A-Za-z0-9_]*}";
  private static final String TEXT = "(?:" + VARIABLE + "|[^:@/?])*";
  private static final Pattern URL =
      Pattern.compile(
          "(?<kind>[a-z]+://)(?:(?<user>TEXT)(?::(?<password>.*))?@)?(?<rest>(?:\\[[0-9A-Fa-f:.]+]|TEXT)(?::TEXT)?(?:/TEXT)?(?:\\?(?!.*password)[^?@]*)?)"
              .replace("::TEXT", "::(?:[0-9]{1,5}|" + VARIABLE + ")")
              .replace("TEXT", TEXT));

  private final Properties values;

  KeptLandings(Properties values) {
    this.values = values;
  }

  void write(List<Materialization> landings) {
    values.setProperty(COUNT, Integer.toString(landings.size()));
    for (int i = 0; i < landings.size(); i++) {
      write("landing." + i, landings.get(i));
    }
  }

  private void write(String at, Materialization landing) {
    values.setProperty(at + ".id", landing.id());
    values.setProperty(at + ".catalog", landing.catalog());
    values.setProperty(at + ".destination", withoutPassword(landing.destination()));
    values.setProperty(at + ".schema", landing.table().schema());
    values.setProperty(at + ".table", landing.table().name());
    values.setProperty(at + ".strategy", landing.strategy().name());
    values.setProperty(at + ".schema_mode", landing.schemaMode().name());
    write(at + ".key", landing.key());
    write(at + ".partition_by", landing.partitionBy());
    write(at + ".fields", List.copyOf(landing.columns().keySet()));
    write(at + ".columns", List.copyOf(landing.columns().values()));
  }

  private void write(String at, List<String> names) {
    values.setProperty(at, Integer.toString(names.size()));
    for (int i = 0; i < names.size(); i++) {
      values.setProperty(at + "." + i, names.get(i));
    }
  }

  /// Empty too if the state was written before landings were kept.
  List<Materialization> read() {
    List<Materialization> landings = new ArrayList<>();
    int count = Integer.parseInt(values.getProperty(COUNT, "0"));
    for (int i = 0; i < count; i++) {
      landings.add(read("landing." + i));
    }
    return landings;
  }

  private Materialization read(String at) {
    return new Materialization(
        text(at + ".id"),
        text(at + ".catalog"),
        text(at + ".destination"),
        new TableName(text(at + ".schema"), text(at + ".table")),
        Strategy.valueOf(text(at + ".strategy")),
        names(at + ".key"),
        columns(at),
        names(at + ".partition_by"),
        SchemaMode.valueOf(text(at + ".schema_mode")));
  }

  private Map<String, String> columns(String at) {
    List<String> fields = names(at + ".fields");
    List<String> columns = names(at + ".columns");
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      all.put(fields.get(i), columns.get(i));
    }
    return all;
  }

  private List<String> names(String at) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(text(at)); i++) {
      names.add(text(at + "." + i));
    }
    return names;
  }

  private String text(String key) {
    String value = values.getProperty(key);
    if (value == null) {
      throw new IllegalArgumentException("There is no " + key + ".");
    }
    return value;
  }

  /// A name or a URL without its password. Of what does not look like either only the kind is kept:
  /// nobody knows which part of it is secret.
  static String withoutPassword(String destination) {
    Matcher url = URL.matcher(destination);
    if (!destination.contains("://") || (url.matches() && isVariable(url.group("password")))) {
      return destination;
    }
    return url.matches()
        ? url.group("kind") + url.group("user") + "@" + url.group("rest")
        : destination.substring(0, destination.indexOf("://") + 3);
  }

  /// No password at all, or the name of a variable that holds it.
  private static boolean isVariable(@Nullable String password) {
    return password == null || password.matches(VARIABLE);
  }
}
