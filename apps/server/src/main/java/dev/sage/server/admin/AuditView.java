package dev.sage.server.admin;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Something that somebody did.
///
/// @param action `crear`, `cambiar`, `borrar`, …
/// @param before how the object was; empty: it was not
public record AuditView(
    long number,
    Instant at,
    String who,
    String action,
    String kind,
    String object,
    Optional<JsonNode> before,
    Optional<JsonNode> after) {}
