package dev.sage.engine.split;

/// Told what the splitter finds, in the order of the file, by the splitter's thread. It may block.
public interface PartListener {
  /// Whether the part that begins there is staged already; then its text is not written, and only
  /// [#part] tells of it.
  default boolean isStaged(int number, long sourceOffset, long firstRecord, long firstLine) {
    return false;
  }

  /// A part's file is complete; nothing will be written to it any more.
  void part(Part part);

  /// A record that is in no part. There may be millions.
  void fault(Fault fault);
}
