package dev.sage.server.admin;

import java.util.Optional;

/// The tokens that there are.
@FunctionalInterface
public interface Tokens {
  /// Whose token that is; empty when there is none such, or it has expired or was revoked.
  Optional<Caller> caller(String token);
}
