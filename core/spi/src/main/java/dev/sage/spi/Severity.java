package dev.sage.spi;

import java.util.Locale;

/// How bad a finding is. Only [#ERROR] rejects a record.
public enum Severity {
  ERROR,
  WARNING,
  MESSAGE;

  /// The word that contracts and reports use: `error`, `warning`, `message`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
