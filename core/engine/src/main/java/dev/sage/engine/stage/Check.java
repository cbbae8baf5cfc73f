package dev.sage.engine.stage;

import dev.sage.spi.FindingCode;
import dev.sage.spi.Message;
import dev.sage.spi.Severity;
import java.util.List;

/// One thing that is checked, with its number within its catalog.
///
/// @param id 0-based; for staged checks also its place in the masks
/// @param rule the rule's name, or the code in lower case
/// @param column the column that a finding names; empty where it is about the whole record
/// @param fields indexes of the fields whose raw texts a finding quotes
public record Check(
    int id,
    FindingCode code,
    Severity severity,
    String rule,
    String column,
    List<Integer> fields,
    Message message) {
  /// Bits of a mask that are used; the highest ones stay free, so that a mask is never negative.
  public static final int BITS = 62;

  public Check {
    fields = List.copyOf(fields);
  }

  public int mask() {
    return id / BITS;
  }

  public long bit() {
    return 1L << (id % BITS);
  }

  /// SQL that is true where a staged row failed this.
  public String failed() {
    return "m%d & %d <> 0".formatted(mask(), bit());
  }
}
