package dev.sage.server.admin;

import java.time.Instant;
import java.util.UUID;

/// A version of a contract as the API shows it; its text is asked for by itself.
///
/// @param version of its name, from 1
/// @param sha256 of its bytes: the ETag
public record ContractView(
    UUID id, String name, int version, String sha256, String publishedBy, Instant publishedAt) {}
