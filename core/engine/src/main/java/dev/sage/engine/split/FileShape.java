package dev.sage.engine.split;

import dev.sage.spi.FindingCode;
import java.util.List;
import java.util.Optional;

/// What the beginning of a file says about all of it.
///
/// @param header the names of its columns, trimmed; empty without a header
/// @param width the cells that each record must have: those of the header, or the most frequent
///   number in the first 1,000 records (the contract's if there are several such numbers)
/// @param headerFault why the header could not be read: QUOTE or RECORD_SIZE
/// @param blank there is no record, not even a header: nothing, or blank lines only
public record FileShape(
    List<String> header, int width, Optional<FindingCode> headerFault, boolean blank) {
  public FileShape {
    header = List.copyOf(header);
  }
}
