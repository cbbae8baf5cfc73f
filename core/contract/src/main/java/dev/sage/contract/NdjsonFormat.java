package dev.sage.contract;

import java.util.Optional;

/// An object on each line.
///
/// @param encoding a charset name; empty: found out from the bytes
public record NdjsonFormat(Optional<String> encoding, Compression compression)
    implements FileFormat {
  @Override
  public boolean header() {
    return true;
  }
}
