package dev.sage.spi.burst;

import dev.sage.spi.SageException;

/// What came of handing a message over.
public sealed interface Launch {
  /// The service has it.
  ///
  /// @param request what the service calls it, for its own logs
  record Taken(String request) implements Launch {}

  /// The service does not have it, and will: it is busy, or ill.
  record Later(SageException cause) implements Launch {}

  /// The service will not take it: there is no such function, or no right to start it.
  record Refused(SageException cause) implements Launch {}

  /// Nobody knows whether the service has it.
  record Unknown(SageException cause) implements Launch {}
}
