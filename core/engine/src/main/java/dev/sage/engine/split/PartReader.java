package dev.sage.engine.split;

import java.util.List;
import java.util.stream.Collectors;

/// The SQL that reads a part, and cannot misread it.
public final class PartReader {
  /// What DuckDB's scanner takes for granted about a line.
  private static final int MIN_LINE = 1 << 16;

  private PartReader() {}

  /// A `read_csv(...)` with all columns as VARCHAR, in the part's own order, an empty cell as NULL.
  /// Rows come in the order of the part.
  public static String scan(Part part, List<String> columnNames) {
    String columns =
        columnNames.stream()
            .map(name -> literal(name) + ": 'VARCHAR'")
            .collect(Collectors.joining(", ", "{", "}"));
    return """
    read_csv(%s, auto_detect = false, header = false, columns = %s, delim = %s, quote = %s,\
     escape = %s, nullstr = '', allow_quoted_nulls = true, new_line = '\\n', comment = '',\
     skip = 0, null_padding = false, ignore_errors = false, strict_mode = true,\
     compression = 'none', encoding = 'utf-8', parallel = false, max_line_size = %d,\
     buffer_size = %d)\
    """
        .formatted(
            literal(part.file().toString()),
            columns,
            literal(Character.toString(part.delimiter())),
            literal(Character.toString(part.quote())),
            literal(Character.toString(part.quote())),
            line(part),
            buffer(part));
  }

  private static long line(Part part) {
    return Math.max(MIN_LINE, part.maxRecordBytes() + 1L);
  }

  private static long buffer(Part part) {
    return Math.max(1L << 20, 2 * line(part));
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
