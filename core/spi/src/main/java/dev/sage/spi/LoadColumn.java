package dev.sage.spi;

/// One column to be loaded.
///
/// @param field the contract's field, for messages
/// @param name the column's name in the destination
/// @param type the type of the values that arrive
/// @param required whether the contract promises that no null arrives
public record LoadColumn(String field, String name, ValueType type, boolean required) {}
