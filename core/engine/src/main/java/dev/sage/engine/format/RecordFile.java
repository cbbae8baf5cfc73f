package dev.sage.engine.format;

import dev.sage.engine.report.FileFinding;
import dev.sage.engine.split.FileShape;
import dev.sage.engine.split.Part;
import dev.sage.engine.split.PartListener;
import dev.sage.engine.split.SplitResult;
import dev.sage.engine.split.TextForm;
import dev.sage.engine.stage.FileColumns;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;

/// One data file of any format, opened: it has been read once for its hash.
public interface RecordFile extends AutoCloseable {
  /// SHA-256 of its bytes, inflated, in lower-case hexadecimal.
  String sha256();

  /// About how large its text is: parts are measured by it, and how far the reading is.
  long size();

  /// What its beginning says about it.
  FileShape shape();

  /// What it takes to make a part of just the bytes that it has in the delivered file; empty: parts
  /// can be made of the whole file only.
  default Optional<TextForm> pieces() {
    return Optional.empty();
  }

  /// Goes through it once and writes its parts.
  ///
  /// @param columns which of its columns holds which field
  /// @param listener is told each part and each fault
  SplitResult split(FileColumns columns, PartListener listener);

  /// What there is to say about the file as a whole; complete once it is split.
  List<FileFinding> findings();

  /// Writes the rejected records as they were delivered, ready to be corrected and sent again.
  ///
  /// @param parts all of its parts, in their order
  /// @param records record numbers, ascending
  /// @param target a file that is made or replaced
  void copyRejects(List<Part> parts, PrimitiveIterator.OfLong records, Path target);

  /// The ending of a file of rejected records, with its point.
  String rejectsEnding();

  @Override
  void close();
}
