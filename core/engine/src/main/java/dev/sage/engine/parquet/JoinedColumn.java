package dev.sage.engine.parquet;

/// A column that goes into the joined file.
///
/// @param source its name in the files that are joined
/// @param name its name in the joined file
public record JoinedColumn(String source, String name) {}
