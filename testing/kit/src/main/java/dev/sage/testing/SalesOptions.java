package dev.sage.testing;

import java.util.EnumSet;
import java.util.Set;

/// What sales file to generate. Equal options give equal bytes.
///
/// @param header whether the first line names the columns
/// @param quoted whether the text cells stand in quotes
/// @param allBad whether every row breaks the two rules `precio_valido` and `total_cuadra`
/// @param declaredEncoding whether the contract says that the file is UTF-8
/// @param faultsPerKind how many rows get each of `faults`
public record SalesOptions(
    int rows,
    long seed,
    boolean header,
    boolean quoted,
    boolean allBad,
    boolean declaredEncoding,
    int faultsPerKind,
    Set<Fault> faults) {
  public SalesOptions {
    faults =
        faults.isEmpty() ? Set.of() : java.util.Collections.unmodifiableSet(EnumSet.copyOf(faults));
    if (rows < 1 || faultsPerKind < 0) {
      throw new IllegalArgumentException("A file has at least one row and no negative faults.");
    }
    if (2L * faultsPerKind * faults.size() > rows - 1L) {
      throw new IllegalArgumentException(
          "At most half of the rows after the first can have a fault: ask for more rows or fewer faults.");
    }
    if (allBad && faultsPerKind > 0) {
      throw new IllegalArgumentException(
          "A row has one fault at most: all-bad or faults, not both.");
    }
    if (faults.contains(Fault.ENCODING) && !declaredEncoding) {
      throw new IllegalArgumentException("Bad bytes are findings only under a declared encoding.");
    }
  }

  /// Correct rows, with a header, nothing quoted.
  public static SalesOptions clean(int rows) {
    return new SalesOptions(rows, 25, true, false, false, false, 0, Set.of());
  }

  /// `count` rows with each fault there is, under a declared encoding.
  public static SalesOptions faulty(int rows, int count) {
    return new SalesOptions(rows, 25, true, false, false, true, count, EnumSet.allOf(Fault.class));
  }

  public SalesOptions withHeader(boolean present) {
    return new SalesOptions(
        rows, seed, present, quoted, allBad, declaredEncoding, faultsPerKind, faults);
  }

  public SalesOptions withQuotes(boolean present) {
    return new SalesOptions(
        rows, seed, header, present, allBad, declaredEncoding, faultsPerKind, faults);
  }

  public SalesOptions withSeed(long other) {
    return new SalesOptions(
        rows, other, header, quoted, allBad, declaredEncoding, faultsPerKind, faults);
  }

  /// The same file where every row breaks two rules.
  public SalesOptions withEveryRowBad() {
    return new SalesOptions(rows, seed, header, quoted, true, declaredEncoding, 0, Set.of());
  }
}
