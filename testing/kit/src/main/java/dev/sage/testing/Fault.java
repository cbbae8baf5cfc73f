package dev.sage.testing;

import java.util.Optional;

/// What can be wrong in one row of a sales file, and the one finding that it must cause.
///
/// The last two are no faults at all: they move the physical lines of everything below them.
public enum Fault {
  TYPE_WHOLE(5, "type"),
  TYPE_DECIMAL(7, "type"),
  TYPE_DATE(3, "type"),
  TYPE_DATE_TIME(4, "type"),
  TYPE_BOOL(8, "type"),
  REQUIRED(0, "required"),
  UNIQUE(0, "unique"),
  PATTERN(1, "constraint"),
  ENUM(2, "constraint"),
  MIN(5, "constraint"),
  MAX(5, "constraint"),
  FIELD_RULE(6, "precio_valido", "RULE"),
  ROW_RULE_TOTAL(-1, "total_cuadra", "RULE"),
  ROW_RULE_DATE(-1, "fecha_coherente", "RULE"),
  RAGGED_SHORT(-1, "ragged"),
  RAGGED_LONG(-1, "ragged"),
  QUOTE(-1, "quote"),
  NUL(-1, "nul"),
  LINE_END(-1, "line_end"),
  /// Bytes that are no UTF-8; a finding only where the contract declares the encoding.
  ENCODING(-1, "encoding"),
  BLANK_LINE(-1, ""),
  MULTI_LINE(-1, "");

  private final int column;
  private final String rule;
  private final String code;

  Fault(int column, String rule) {
    this(column, rule, rule.toUpperCase(java.util.Locale.ROOT));
  }

  Fault(int column, String rule, String code) {
    this.column = column;
    this.rule = rule;
    this.code = code;
  }

  /// Whether a row that has it is rejected.
  public boolean rejects() {
    return !rule.isEmpty();
  }

  /// The name of the rule that the finding carries: the contract's, or the code in lower case.
  public String rule() {
    return rule;
  }

  /// The finding's code.
  public String code() {
    return code;
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
