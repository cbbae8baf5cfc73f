package dev.sage.spi.lease;

/// A kind of place where leases are kept. Found by [java.util.ServiceLoader].
public interface LeasesPlugin {
  /// Whether this plugin serves URLs of that form, judged by their scheme.
  boolean accepts(String url);

  /// Opens a place of leases. Asks nobody anything yet.
  ///
  /// @throws dev.sage.spi.SageException [dev.sage.spi.ErrorCode#SETTINGS_INVALID] for a URL that
  ///   cannot be used
  Leases open(String url);
}
