package dev.sage.bench.scale;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The limits that Amazon publishes, with the page that says so: `limits.csv` beside this class.
record Limits(List<Limit> all) {
  private static final Pattern LINE = Pattern.compile("([a-z0-9_.]+),([0-9.]+),([^,]+),\"(.+)\"");

  /// @param page of Amazon's documentation
  record Limit(String name, double value, String unit, String page) {}

  Limits {
    all = List.copyOf(all);
  }

  static Limits published() {
    List<Limit> limits = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Limits.class.getResourceAsStream("limits.csv")),
                StandardCharsets.UTF_8))) {
      in.lines().filter(line -> !line.startsWith("#")).forEach(line -> limits.add(limit(line)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Limits(limits);
  }

  private static Limit limit(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalStateException("limits.csv: " + line);
    }
    return new Limit(
        parts.group(1), Double.parseDouble(parts.group(2)), parts.group(3), parts.group(4));
  }

  double of(String name) {
    return all.stream()
        .filter(limit -> limit.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No such limit: " + name))
        .value;
  }

  /// Of an instance of RDS for PostgreSQL with that memory.
  int connections(double gib) {
    double bytes = gib * (1 << 30);
    return (int) Math.min(bytes / of("rds.bytes_per_connection"), of("rds.most_connections"));
  }
}
