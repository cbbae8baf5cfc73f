package dev.sage.engine.split;

import dev.sage.spi.FindingCode;

/// A record that cannot be taken apart.
///
/// @param code NUL, ENCODING, LINE_END, RAGGED, QUOTE or RECORD_SIZE
/// @param record its number, from 1
/// @param line the physical line it starts on, from 1
/// @param cells how many it has; of a record that was cut (QUOTE, RECORD_SIZE) those before the cut
/// @param raw its text without the line end, at most 64 KiB of it, as
///   [dev.sage.engine.delivery.ExtendedUtf8]
public record Fault(
    FindingCode code, long record, long line, int cells, int expectedCells, byte[] raw) {
  static final int MAX_RAW = 64 << 10;
}
