package dev.sage.testing;

import dev.sage.spi.FindingCode;

/// A finding that a generated file must cause.
///
/// @param record 1-based data record, malformed ones counted
/// @param line 1-based physical line where the record starts
/// @param column the field's name; empty for a finding about the whole record
/// @param value the cell as it is in the file; empty for a finding about the whole record
/// @param rule the rule's name, or the code in lower case
/// @param code the published code
public record ExpectedFinding(
    long record, long line, String column, String value, String rule, FindingCode code) {}
