package dev.sage.testing;

import dev.sage.spi.FindingCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What can be wrong in one row of a sales file, and the one finding that it must cause.
///
/// The last two are no faults at all: they move the physical lines of everything below them.
public enum Fault {
  TYPE_WHOLE(5, FindingCode.TYPE),
  TYPE_DECIMAL(7, FindingCode.TYPE),
  TYPE_DATE(3, FindingCode.TYPE),
  TYPE_DATE_TIME(4, FindingCode.TYPE),
  TYPE_BOOL(8, FindingCode.TYPE),
  REQUIRED(0, FindingCode.REQUIRED),
  UNIQUE(0, FindingCode.UNIQUE),
  PATTERN(1, FindingCode.CONSTRAINT),
  ENUM(2, FindingCode.CONSTRAINT),
  MIN(5, FindingCode.CONSTRAINT),
  MAX(5, FindingCode.CONSTRAINT),
  FIELD_RULE(6, "precio_valido", FindingCode.RULE),
  ROW_RULE_TOTAL(-1, "total_cuadra", FindingCode.RULE),
  ROW_RULE_DATE(-1, "fecha_coherente", FindingCode.RULE),
  RAGGED_SHORT(-1, FindingCode.RAGGED),
  RAGGED_LONG(-1, FindingCode.RAGGED),
  QUOTE(-1, FindingCode.QUOTE),
  NUL(-1, FindingCode.NUL),
  LINE_END(-1, FindingCode.LINE_END),
  /// Bytes that are no UTF-8; a finding only where the contract declares the encoding.
  ENCODING(-1, FindingCode.ENCODING),
  BLANK_LINE,
  MULTI_LINE;

  private final int column;
  private final String rule;
  private final @Nullable FindingCode code;

  Fault() {
    column = -1;
    rule = "";
    code = null;
  }

  Fault(int column, FindingCode code) {
    this(column, code.ruleName(), code);
  }

  Fault(int column, String rule, FindingCode code) {
    this.column = column;
    this.rule = rule;
    this.code = code;
  }

  /// Whether a row that has it is rejected.
  public boolean rejects() {
    return code != null;
  }

  /// The name of the rule that the finding carries: the contract's, or the code in lower case.
  public String rule() {
    return rule;
  }

  /// The finding's code; empty when there is no finding.
  public Optional<FindingCode> code() {
    return Optional.ofNullable(code);
  }

  /// The position of the faulty cell; empty when the finding is about the record.
  public Optional<Integer> column() {
    return column < 0 ? Optional.empty() : Optional.of(column);
  }

  /// Whether the record cannot be cut into cells.
  public boolean structural() {
    return compareTo(RAGGED_SHORT) >= 0 && rejects();
  }
}
