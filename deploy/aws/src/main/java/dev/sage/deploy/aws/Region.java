package dev.sage.deploy.aws;

import java.util.Optional;

/// Where a stack stands, and what the other one is to it.
///
/// @param isFirst owns the lock table, the secrets, the database and the budget; the second has
///   copies
/// @param other empty: there is but one
record Region(String name, boolean isFirst, Optional<String> other) {}
