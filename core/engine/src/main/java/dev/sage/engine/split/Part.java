package dev.sage.engine.split;

import java.nio.file.Path;

/// A piece of a file, normalised: UTF-8, LF, no byte order mark, no header, no blank line, only
/// records with the file's width.
///
/// @param number from 0 within its file, as the splitter gives it
/// @param records how many records its file has
/// @param lines from a record's place in the part to its number and line in the file
/// @param sourceOffset where its first record begins: in the file, if that is plain UTF-8, else in
///   its text
/// @param sourceEnd where its last record's line end is over
/// @param firstRecord the number of the record at `sourceOffset`
/// @param firstLine the line of that record
/// @param quote also the escape character
/// @param maxRecordBytes the longest record of the part, line end included
public record Part(
    int number,
    Path file,
    long records,
    LineMap lines,
    long sourceOffset,
    long sourceEnd,
    long firstRecord,
    long firstLine,
    byte delimiter,
    byte quote,
    int maxRecordBytes) {

  /// The same under another number: parts of several files are numbered through.
  public Part numbered(int other) {
    return with(other, lines);
  }

  /// The same without its line map but for the first line. Line maps can be as large as the part.
  public Part withoutLines() {
    return with(number, LineMap.of(new long[][] {{0, firstRecord, firstLine}}));
  }

  private Part with(int itsNumber, LineMap itsLines) {
    return new Part(
        itsNumber,
        file,
        records,
        itsLines,
        sourceOffset,
        sourceEnd,
        firstRecord,
        firstLine,
        delimiter,
        quote,
        maxRecordBytes);
  }
}
