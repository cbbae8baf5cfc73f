package dev.sage.testing.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A contract and a delivery, and what is said of it.
///
/// @param contract whole
/// @param file the delivery's name
/// @param data its bytes
/// @param accepted by catalog
/// @param rejected by catalog
/// @param findings all there are
/// @param rows the accepted rows of each catalog, printed; empty: not asked for
/// @param skipped rules that were not evaluated
public record FileCase(
    String name,
    String says,
    List<String> covers,
    int line,
    String contract,
    String file,
    byte[] data,
    Map<String, Long> accepted,
    Map<String, Long> rejected,
    List<Expected> findings,
    Map<String, List<List<Optional<String>>>> rows,
    List<String> skipped)
    implements Case {
  public FileCase {
    covers = List.copyOf(covers);
    data = data.clone();
    accepted = Map.copyOf(accepted);
    rejected = Map.copyOf(rejected);
    findings = List.copyOf(findings);
    rows = Map.copyOf(rows);
    skipped = List.copyOf(skipped);
  }

  @Override
  public byte[] data() {
    return data.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileCase that
        && name.equals(that.name)
        && contract.equals(that.contract)
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /// A finding. Its code, record, line and column are all there is to it; the others are looked at
  /// where the case names them.
  ///
  /// @param message what its English message contains
  public record Expected(
      String code,
      Optional<Long> record,
      Optional<Long> line,
      Optional<String> column,
      Optional<String> catalog,
      Optional<String> value,
      Optional<String> rule,
      Optional<String> severity,
      Optional<String> message) {}
}
