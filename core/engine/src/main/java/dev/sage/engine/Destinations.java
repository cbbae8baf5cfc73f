package dev.sage.engine;

import dev.sage.spi.Destination;

/// Connects to a destination by its name (`warehouse`) or its URL.
@FunctionalInterface
public interface Destinations {
  Destination connect(String nameOrUrl);
}
