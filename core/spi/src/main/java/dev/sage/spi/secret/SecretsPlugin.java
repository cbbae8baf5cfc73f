package dev.sage.spi.secret;

/// A kind of keeper of secrets. Found by [java.util.ServiceLoader].
public interface SecretsPlugin {
  /// Whether this plugin serves URLs of that form, judged by their scheme.
  boolean accepts(String url);

  /// What a secret holds now. Nothing of it stands in an exception.
  ///
  /// @throws dev.sage.spi.SageException [dev.sage.spi.ErrorCode#SETTINGS_INVALID] for a URL that
  ///   cannot be used, or a secret that cannot be had
  String read(String url);
}
