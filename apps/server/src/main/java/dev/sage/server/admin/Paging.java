package dev.sage.server.admin;

import java.util.Optional;

/// Which page is wanted.
///
/// @param after what the page before ended with
/// @param limit 1 to 200
public record Paging(Optional<String> after, int limit) {}
