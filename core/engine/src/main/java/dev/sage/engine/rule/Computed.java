package dev.sage.engine.rule;

/// SQL of a value of a type.
///
/// @param sql null where there is none, or none of the type
/// @param failed true where there is a value that the type cannot hold; never null
public record Computed(String sql, String failed) {}
