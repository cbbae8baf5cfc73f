package dev.sage.server.settings;

import java.util.Locale;

/// One setting that there is.
///
/// @param path with dots: `http.port`; a last part `*` stands for names that the user chooses
/// @param initial what holds when nothing is said, as it would be written; empty: nothing
/// @param secret never shown
/// @param description for the reference
public record Key(String path, Kind kind, String initial, boolean secret, String description) {

  static Key of(String path, Kind kind, String initial, String description) {
    return new Key(path, kind, initial, false, description);
  }

  static Key secret(String path, Kind kind, String description) {
    return new Key(path, kind, "", true, description);
  }

  /// The variable that overrides it: `SAGE_HTTP_PORT`.
  public String variable() {
    return "SAGE_" + path.toUpperCase(Locale.ROOT).replace('.', '_').replace("_*", "_");
  }

  boolean isNamedByUser() {
    return path.endsWith(".*");
  }

  boolean covers(String other) {
    if (!isNamedByUser()) {
      return path.equals(other);
    }
    String prefix = path.substring(0, path.length() - 1);
    return other.startsWith(prefix) && other.length() > prefix.length();
  }
}
