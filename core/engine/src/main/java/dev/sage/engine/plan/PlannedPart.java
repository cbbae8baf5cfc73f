package dev.sage.engine.plan;

import dev.sage.engine.split.LineMap;
import dev.sage.engine.split.Part;
import java.nio.file.Path;

/// A part of a delivery in steps.
///
/// @param number among the parts of its catalog
/// @param offset where its first record begins: in the delivered file, if parts can be cut out of
///   that, else in the file's text
/// @param end where its last record is over
/// @param firstRecord the number of its first record in its file
/// @param firstLine the line of that
/// @param records how many it has; of those between its first and its last, malformed ones and
///   blank lines are none
/// @param delimiter of its text
/// @param quote of its text
/// @param maxRecordBytes the longest record of its text
public record PlannedPart(
    int number,
    long offset,
    long end,
    long firstRecord,
    long firstLine,
    long records,
    byte delimiter,
    byte quote,
    int maxRecordBytes) {

  /// What the splitter told.
  public static PlannedPart of(Part part) {
    return new PlannedPart(
        part.number(),
        part.sourceOffset(),
        part.sourceEnd(),
        part.firstRecord(),
        part.firstLine(),
        part.records(),
        part.delimiter(),
        part.quote(),
        part.maxRecordBytes());
  }

  /// How many bytes it has, by the measure of [#offset].
  public long length() {
    return end - offset;
  }

  /// The part, without what is not known of it but the line of its first record.
  ///
  /// @param text its normalised text
  public Part of(Path text) {
    return new Part(
        number,
        text,
        records,
        LineMap.of(new long[][] {{0, firstRecord, firstLine}}),
        offset,
        end,
        firstRecord,
        firstLine,
        delimiter,
        quote,
        maxRecordBytes);
  }
}
