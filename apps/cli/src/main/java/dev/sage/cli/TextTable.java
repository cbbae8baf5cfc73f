package dev.sage.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Rows of text in aligned columns.
final class TextTable {
  private final List<Integer> left;
  private final List<String[]> rows = new ArrayList<>();

  /// @param leftAligned indexes of the columns that begin at the left; the others end at the right
  TextTable(Integer... leftAligned) {
    left = List.of(leftAligned);
  }

  void row(String... cells) {
    rows.add(cells);
  }

  /// Every row on a line of its own, after `indent`.
  String render(String indent) {
    int[] widths = widths();
    return rows.stream()
        .map(row -> indent + line(row, widths).stripTrailing() + "\n")
        .collect(Collectors.joining());
  }

  private String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.length; i++) {
      String padding = " ".repeat(widths[i] - length(row[i]));
      line.append(i == 0 ? "" : "  ");
      line.append(left.contains(i) ? row[i] + padding : padding + row[i]);
    }
    return line.toString();
  }

  private int[] widths() {
    int[] widths = new int[rows.stream().mapToInt(row -> row.length).max().orElse(0)];
    for (String[] row : rows) {
      Arrays.setAll(widths, i -> i < row.length ? Math.max(widths[i], length(row[i])) : widths[i]);
    }
    return widths;
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
