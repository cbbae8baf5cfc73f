package dev.sage.spi;

/// A kind of destination. Found by [java.util.ServiceLoader].
public interface DestinationPlugin {
  /// A short word: `postgresql`.
  String name();

  /// Whether this plugin serves URLs of that form, judged by their scheme.
  boolean accepts(String url);

  /// Connects. `url` may hold a password; it is never logged and never stands in a message.
  ///
  /// @throws SageException [ErrorCode#DESTINATION_INVALID] for a URL that cannot be used,
  ///   [ErrorCode#DESTINATION_UNREACHABLE] or [ErrorCode#DESTINATION_AUTHENTICATION]
  Destination connect(String url);

  /// Looks at a destination from outside to inside and says what loads would meet there. Changes
  /// nothing. What fails is a diagnosis, also when nobody answers.
  ///
  /// @throws SageException [ErrorCode#DESTINATION_INVALID] for a URL that cannot be used
  Examination examine(String url);
}
