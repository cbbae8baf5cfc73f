package dev.sage.engine.split;

import dev.sage.contract.CsvFormat;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import java.nio.charset.StandardCharsets;

/// How the records of a file are written.
///
/// @param delimiter in UTF-8, one or more characters
/// @param quote an ASCII character, [#NONE] for no quoting at all
/// @param escape an ASCII character, [#NONE] where only a doubled quote is literal
/// @param maxRecordBytes a longer record is rejected, in bytes of UTF-8 without its line end
/// @param skipRows physical lines before the header or the first record
public record Dialect(
    byte[] delimiter, int quote, int escape, boolean header, int maxRecordBytes, int skipRows) {
  public static final int NONE = -1;
  public static final int DEFAULT_MAX_RECORD = 2 << 20;

  /// More cells than this in a header are refused.
  public static final int MAX_COLUMNS = 1_600;

  public Dialect {
    delimiter = delimiter.clone();
    if (escape == quote) {
      escape = NONE;
    }
    check(delimiter.length > 0, "its delimiter is empty");
    for (byte b : delimiter) {
      check(b != '\n' && b != '\r' && b != 0, "its delimiter holds a line end or NUL");
      check(b != quote && b != escape, "its delimiter holds the quote or the escape character");
    }
    check(allowed(quote) && allowed(escape), "quote and escape must be printable ASCII characters");
    check(maxRecordBytes > 0 && maxRecordBytes <= 1 << 28, "its record limit is out of range");
  }

  /// Nothing is skipped.
  public Dialect(byte[] delimiter, int quote, int escape, boolean header, int maxRecordBytes) {
    this(delimiter, quote, escape, header, maxRecordBytes, 0);
  }

  /// The dialect of a contract's format, with the default limit.
  ///
  /// @throws SageException CONTRACT_INVALID if its characters contradict each other
  public static Dialect of(CsvFormat format) {
    return new Dialect(
        format.delimiter().getBytes(StandardCharsets.UTF_8),
        format.quote().map(c -> (int) c).orElse(NONE),
        format.escape().map(c -> (int) c).orElse(NONE),
        format.header(),
        DEFAULT_MAX_RECORD,
        format.skipRows());
  }

  @Override
  public byte[] delimiter() {
    return delimiter.clone();
  }

  /// The same for records alone: there is no header, and nothing is skipped.
  Dialect ofRecords() {
    return new Dialect(delimiter, quote, escape, false, maxRecordBytes, 0);
  }

  boolean hasPlainDelimiter() {
    return delimiter.length == 1 && delimiter[0] > 0;
  }

  /// The delimiter of the parts: the file's own if that is one ASCII character.
  byte partDelimiter() {
    return hasPlainDelimiter() ? delimiter[0] : 0x1F;
  }

  /// The quote of the parts, which know no other escape than doubling it.
  byte partQuote() {
    return (byte) (quote != NONE ? quote : partDelimiter() == '"' ? '\'' : '"');
  }

  /// @param es what to look at
  public static SageException tooWide(int columns, String es, String en) {
    return new SageException(
        ErrorCode.TOO_MANY_COLUMNS,
        new Message(
            "El archivo tiene %d columnas y se admiten %d: %s.".formatted(columns, MAX_COLUMNS, es),
            "The file has %d columns and %d are allowed: %s.".formatted(columns, MAX_COLUMNS, en)));
  }

  private static boolean allowed(int character) {
    return character == NONE || (character > ' ' && character < 0x7F);
  }

  private static void check(boolean good, String problem) {
    if (!good) {
      throw new SageException(
          ErrorCode.CONTRACT_INVALID,
          "The contract's file_format cannot be read: %s.".formatted(problem));
    }
  }
}
