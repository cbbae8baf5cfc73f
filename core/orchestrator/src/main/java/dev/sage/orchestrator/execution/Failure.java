package dev.sage.orchestrator.execution;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;

/// Why an attempt ended without an outcome. No data values and no secrets in it.
public record Failure(ErrorCode code, String message) {
  public static Failure of(SageException e) {
    return new Failure(e.code(), String.valueOf(e.getMessage()));
  }
}
