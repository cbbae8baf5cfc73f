package dev.sage.server.admin;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// An upload that can be gone on with.
///
/// @param inbox its id
/// @param offset bytes that were received and are safe
public record UploadView(
    UUID id,
    UUID inbox,
    Optional<UUID> sender,
    String filename,
    long size,
    long offset,
    String createdBy,
    Instant expiresAt) {}
