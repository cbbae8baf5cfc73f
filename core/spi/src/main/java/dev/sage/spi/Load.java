package dev.sage.spi;

/// A prepared load and its rows.
public record Load(PreparedLoad prepared, RowSource rows) {}
