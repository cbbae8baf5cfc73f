package dev.sage.engine.split;

/// The splitter's own count.
///
/// @param read all records, malformed ones included: the records of all parts and the faults
/// @param bytes of text that were looked at
public record SplitResult(long read, long faults, long bytes, int parts) {}
