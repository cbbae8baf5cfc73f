package dev.sage.spi.storage;

/// A kind of store. Found by [java.util.ServiceLoader].
public interface StorePlugin {
  /// Whether this plugin serves URLs of that form, judged by their scheme.
  boolean accepts(String url);

  /// Opens a store. Looks at nothing there yet.
  ///
  /// @throws dev.sage.spi.SageException [dev.sage.spi.ErrorCode#SETTINGS_INVALID] for a URL that
  ///   cannot be used
  ExecutionStore open(String url);
}
