package dev.sage.bench.crash;

import dev.sage.spi.Strategy;

/// SAGE says itself that it does not know a strategy yet.
final class NotBuilt extends RuntimeException {
  NotBuilt(Strategy strategy) {
    super(strategy + " is not built yet");
  }
}
