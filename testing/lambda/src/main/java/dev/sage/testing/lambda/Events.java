package dev.sage.testing.lambda;

/// Where events go that the Invoke API has taken.
interface Events {
  /// @return false: there is no environment for it, and it is refused with 429
  boolean submit(Event event);
}
