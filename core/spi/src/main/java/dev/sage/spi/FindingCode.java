package dev.sage.spi;

import java.util.Locale;

/// What kind of thing is wrong in the data. The names are published: reports and users rely on
/// them.
public enum FindingCode {
  TYPE(Severity.ERROR),
  REQUIRED(Severity.ERROR),
  UNIQUE(Severity.ERROR),
  REFERENCE(Severity.ERROR),
  CONSTRAINT(Severity.ERROR),
  /// A rule of the contract; its severity is the rule's own.
  RULE(Severity.ERROR),
  RAGGED(Severity.ERROR),
  QUOTE(Severity.ERROR),
  ENCODING(Severity.ERROR),
  NUL(Severity.ERROR),
  LINE_END(Severity.ERROR),
  RECORD_SIZE(Severity.ERROR),
  COLUMN_MISSING(Severity.ERROR),
  COLUMN_EXTRA(Severity.ERROR),
  COLUMN_COUNT(Severity.ERROR),
  EMPTY_FILE(Severity.ERROR),
  /// One file of several that are read as one is damaged, or not what it should be.
  FILE_UNREADABLE(Severity.ERROR),
  MEMBER_MISSING(Severity.ERROR),
  MEMBER_UNKNOWN(Severity.WARNING),
  ENCODING_GUESSED(Severity.WARNING),
  DESTINATION_LIMIT(Severity.ERROR);

  private final Severity severity;

  FindingCode(Severity severity) {
    this.severity = severity;
  }

  public Severity severity() {
    return severity;
  }

  /// The name that a finding without a named rule carries as its rule: the code in lower case.
  public String ruleName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
