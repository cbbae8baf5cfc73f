package dev.sage.spi.burst;

/// A kind of launcher. Found by [java.util.ServiceLoader].
public interface LauncherPlugin {
  /// Whether this plugin serves URLs of that form, judged by their scheme.
  boolean accepts(String url);

  /// Opens a launcher. Asks nobody anything yet.
  ///
  /// @throws dev.sage.spi.SageException [dev.sage.spi.ErrorCode#SETTINGS_INVALID] for a URL that
  ///   cannot be used
  Launcher open(String url);
}
