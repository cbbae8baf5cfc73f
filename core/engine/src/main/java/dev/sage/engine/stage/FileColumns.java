package dev.sage.engine.stage;

import java.util.List;

/// Which column of a file holds which field of its catalog.
///
/// @param width columns of the file
/// @param positions for each field the file's column, 0-based; -1 where the file has none
public record FileColumns(int width, List<Integer> positions) {
  public FileColumns {
    positions = List.copyOf(positions);
  }

  public boolean has(int field) {
    return positions.get(field) >= 0;
  }

  /// The name of the raw text's column in a part.
  String raw(int field) {
    return "c" + positions.get(field);
  }
}
