package dev.sage.connector.postgresql;

import org.jspecify.annotations.Nullable;

/// The environment variables; null for one that is not set.
@FunctionalInterface
interface Environment {
  Environment SYSTEM = System::getenv;

  @Nullable String get(String name);
}
