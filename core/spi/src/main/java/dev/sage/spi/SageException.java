package dev.sage.spi;

import org.jspecify.annotations.Nullable;

/// The only exception that SAGE throws on purpose: contracts, infrastructure, bugs. Never bad data.
///
/// The message says what happened, where, and what to do. It holds no data values and no secrets.
public final class SageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public SageException(ErrorCode code, String message) {
    this(code, message, null);
  }

  public SageException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }
}
