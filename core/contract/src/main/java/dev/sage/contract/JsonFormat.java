package dev.sage.contract;

import java.util.Optional;

/// An array of objects.
///
/// @param encoding a charset name; empty: found out from the bytes
public record JsonFormat(Optional<String> encoding, Compression compression) implements FileFormat {
  @Override
  public boolean header() {
    return true;
  }
}
