package dev.sage.metadata.secret;

import java.util.Objects;

/// A value that nobody prints by accident.
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = Objects.requireNonNull(value);
  }

  /// The value, for whoever needs it now.
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "***";
  }
}
