package dev.sage.engine;

import dev.sage.engine.report.Origin;

/// What a worker says of an execution that somebody else counts and watches over.
///
/// @param attempt how often somebody was told to do it, this time included
/// @param token the fencing token of the lease under which it is done
public record Commission(long attempt, long token, Origin origin) {
  public Commission {
    if (attempt < 1 || token < 1) {
      throw new IllegalArgumentException("Attempts and tokens count from 1.");
    }
  }
}
