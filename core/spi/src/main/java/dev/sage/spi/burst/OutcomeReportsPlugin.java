package dev.sage.spi.burst;

/// A kind of database that takes reports. Found by [java.util.ServiceLoader].
public interface OutcomeReportsPlugin {
  /// Whether this plugin serves URLs of that form, judged by their scheme.
  boolean accepts(String url);

  /// Connects to nothing yet.
  ///
  /// @throws dev.sage.spi.SageException for a URL that cannot be used
  OutcomeReports open(String url);
}
