package dev.sage.metadata.access;

import java.util.Arrays;
import java.util.Optional;

/// What somebody may do, with its published name.
public enum Role {
  /// Everything.
  ADMINISTRATOR("administrador"),
  /// Stops, retries and replays; edits no settings.
  OPERATOR("operador"),
  /// Sends to one inbox and sees what came of it.
  SENDER("emisor"),
  /// Sees everything, changes nothing.
  READER("lector");

  private final String published;

  Role(String published) {
    this.published = published;
  }

  public String published() {
    return published;
  }

  public static Optional<Role> of(String published) {
    return Arrays.stream(values()).filter(role -> role.published.equals(published)).findFirst();
  }
}
