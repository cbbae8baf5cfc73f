package dev.sage.server.admin;

import java.util.Optional;
import java.util.UUID;

/// Who makes a request.
///
/// @param token its id
/// @param name what the token is called, for the audit log
/// @param inbox the only one of a sender
/// @param sender who it is there; empty: anybody
public record Caller(
    UUID token, String name, Role role, Optional<UUID> inbox, Optional<UUID> sender) {
  /// Whether it may see and send to that inbox.
  public boolean mayUse(UUID other) {
    return inbox.isEmpty() || inbox.get().equals(other);
  }
}
