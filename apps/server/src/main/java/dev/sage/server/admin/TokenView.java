package dev.sage.server.admin;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A token as the API shows it; the token itself is shown once, when it is made.
///
/// @param role `administrador`, `operador`, `emisor`, `lector`
/// @param inbox of an `emisor`, by name
public record TokenView(
    UUID id,
    String name,
    String role,
    Optional<String> inbox,
    Optional<String> sender,
    String createdBy,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> revokedAt,
    Optional<Instant> usedAt,
    Optional<String> token) {}
