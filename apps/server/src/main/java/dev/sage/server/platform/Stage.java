package dev.sage.server.platform;

import dev.sage.spi.SageException;

/// How far the server is.
public sealed interface Stage {
  record Starting() implements Stage {}

  record Ready(Services services) implements Stage {}

  /// It cannot start now, and tries again.
  record Failing(SageException cause) implements Stage {}

  record Stopped() implements Stage {}
}
