package dev.sage.server.api;

import dev.sage.server.problem.Problem;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Message;

/// A refusal that HTTP has a status of its own for: 412, 428, 415.
final class StatusException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final ErrorCode code;
  private final transient Message text;

  StatusException(int status, ErrorCode code, Message text) {
    super(text.en());
    this.status = status;
    this.code = code;
    this.text = text;
  }

  Problem problem(dev.sage.spi.Language language) {
    return new Problem(status, code, text.in(language));
  }
}
