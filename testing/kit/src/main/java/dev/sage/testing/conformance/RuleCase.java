package dev.sage.testing.conformance;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A rule in one or both spellings, over the tables of its file.
///
/// @param table whose rule it is; empty for a rule of the package
/// @param field whose rule it is; empty for other levels
/// @param frame the data-frame spelling, if there is one
/// @param plain the plain spelling, if there is one
/// @param fails by table the records that are named
/// @param whole whether it fails without naming records
/// @param pandas why pandas does otherwise, if it does
public record RuleCase(
    String name,
    String says,
    List<String> covers,
    int line,
    Level level,
    String table,
    String field,
    Optional<String> frame,
    Optional<String> plain,
    Map<String, List<Long>> fails,
    boolean whole,
    Optional<String> pandas)
    implements Case {
  /// Where in a contract a rule stands.
  public enum Level {
    FIELD,
    ROW,
    CATALOG,
    PACKAGE
  }

  /// A rule as the contract has it.
  ///
  /// @param id its name there
  public record Spelled(String id, String text) {}

  public RuleCase {
    covers = List.copyOf(covers);
    fails = Map.copyOf(fails);
  }

  public List<Spelled> spellings() {
    return Stream.concat(
            frame.map(text -> new Spelled(line + " frame", text)).stream(),
            plain.map(text -> new Spelled(line + " plain", text)).stream())
        .toList();
  }
}
