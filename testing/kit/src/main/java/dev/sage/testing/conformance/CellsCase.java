package dev.sage.testing.conformance;

import java.util.List;
import java.util.Optional;

/// Texts of one column, and what they are as values of its type.
///
/// @param field the keys of the column beside its name, as YAML on one line
/// @param cells in the order of the file
public record CellsCase(
    String name, String says, List<String> covers, int line, String field, List<Cell> cells)
    implements Case {
  public CellsCase {
    covers = List.copyOf(covers);
    cells = List.copyOf(cells);
  }

  /// The catalog that it is, beside those of other cases of its file.
  public String catalog() {
    return "c" + line;
  }

  /// @param text what the file has
  /// @param value what it is, printed; empty: null
  /// @param codes what is found wrong with it
  public record Cell(String text, Optional<String> value, List<String> codes) {
    public Cell {
      codes = List.copyOf(codes);
    }
  }
}
