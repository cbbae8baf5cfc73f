package dev.sage.orchestrator.inbox;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A file that arrived in an inbox.
///
/// @param origin what the inbox's source knows it by; empty: it was uploaded
/// @param filename its own name
/// @param sha256 of its content
public record Delivery(
    UUID id,
    UUID inbox,
    Optional<UUID> sender,
    Optional<Found> origin,
    String filename,
    long size,
    String sha256,
    Instant arrived) {}
