package dev.sage.testing;

/// One finding that a record of an example must cause.
///
/// @param column empty for a finding about the whole record
/// @param value the cell as it is in the file
record ExampleFinding(
    String catalog,
    String rule,
    String severity,
    int record,
    int line,
    String column,
    String value) {
  static final String ERROR = "error";
  static final String WARNING = "warning";

  boolean rejects() {
    return severity.equals(ERROR);
  }
}
