package dev.sage.lambda;

import dev.sage.spi.SageException;

/// An invocation that failed. Thrown, so that Lambda tries again and then keeps the message; what
/// it says is what the dead letter says.
final class FunctionFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FunctionFailure(SageException cause) {
    super(
        "%s (%d): %s".formatted(cause.code().name(), cause.code().number(), cause.getMessage()),
        cause);
  }
}
