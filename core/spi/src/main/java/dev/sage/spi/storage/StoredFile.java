package dev.sage.spi.storage;

import java.time.Instant;

/// A file of an execution, as a listing shows it.
///
/// @param name relative to the execution, with `/` between folders: `output/ventas.parquet`
/// @param size in bytes
/// @param modified when it was stored, by the clock of the store
public record StoredFile(String name, long size, Instant modified) {}
