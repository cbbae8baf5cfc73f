package dev.sage.server.health;

import java.util.List;
import java.util.Optional;

/// How it is.
///
/// @param status `starting`, `ok`, `degraded`, `down`, `stopping`
public record Health(String status, String version, List<ComponentHealth> components) {
  public Health {
    components = List.copyOf(components);
  }

  /// How one part is.
  ///
  /// @param name `database`, `store`, `disk`, `daemon`, `budget`, `embedded_postgresql`
  /// @param status `starting`, `ok`, `degraded`, `down`
  /// @param seen what was seen, for people
  /// @param advice what to do; empty: nothing
  public record ComponentHealth(String name, String status, String seen, Optional<String> advice) {}

  static final String OK = "ok";
  static final String STARTING = "starting";
  static final String DEGRADED = "degraded";
  static final String DOWN = "down";
  static final String STOPPING = "stopping";
}
