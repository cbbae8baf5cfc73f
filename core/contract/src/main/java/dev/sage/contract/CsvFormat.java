package dev.sage.contract;

import java.util.Optional;

/// How a CSV file is written.
///
/// @param delimiter one or more characters
/// @param quote the quoting character, `"` unless the contract says otherwise; empty: no quoting at
///   all
/// @param escape the character that makes a quote literal inside quotes, besides doubling it
/// @param encoding a charset name; empty: found out from the bytes
/// @param skipRows physical lines before the header, or before the first record
public record CsvFormat(
    String delimiter,
    boolean header,
    Optional<Character> quote,
    Optional<Character> escape,
    Optional<String> encoding,
    int skipRows,
    Compression compression)
    implements FileFormat {

  /// Nothing to skip, and compressed or not as its bytes say.
  public CsvFormat(
      String delimiter,
      boolean header,
      Optional<Character> quote,
      Optional<Character> escape,
      Optional<String> encoding) {
    this(delimiter, header, quote, escape, encoding, 0, Compression.AUTO);
  }
}
