package dev.sage.server.admin;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// What the holder of a token may do. The names are the published ones.
public enum Role {
  /// Everything, tokens and audit included.
  ADMIN("administrador"),
  /// Inboxes, contracts, executions.
  OPERATOR("operador"),
  /// Sends to one inbox and sees what became of it.
  SENDER("emisor"),
  /// Looks at everything but tokens and audit.
  READER("lector");

  private final String published;

  Role(String published) {
    this.published = published;
  }

  public String published() {
    return published;
  }

  public static Optional<Role> of(String published) {
    return Arrays.stream(values())
        .filter(role -> role.published.equals(published) || role.name().equalsIgnoreCase(published))
        .findFirst();
  }

  /// The roles whose doors it opens.
  public Set<Role> includes() {
    return switch (this) {
      case ADMIN -> Set.of(ADMIN, OPERATOR, SENDER, READER);
      case OPERATOR -> Set.of(OPERATOR, SENDER, READER);
      case SENDER -> Set.of(SENDER);
      case READER -> Set.of(READER);
    };
  }
}
