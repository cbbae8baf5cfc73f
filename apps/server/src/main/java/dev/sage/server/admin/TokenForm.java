package dev.sage.server.admin;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A token that somebody wants.
///
/// @param inbox its name or id; for an `emisor`
/// @param sender its name there
/// @param days for how long; what the settings say when left out
public record TokenForm(
    @Nullable String name,
    @Nullable String role,
    Optional<String> inbox,
    Optional<String> sender,
    Optional<Integer> days) {}
