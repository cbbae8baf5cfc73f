package dev.sage.engine.report.html;

import java.util.List;

/// A table that becomes a list of cards on a narrow screen: then every cell shows its column's
/// title. Roles are spelt out because such a layout takes the meaning from the elements.
final class HtmlTable {
  private final Html html;
  private final List<Column> columns;
  private final List<String> starts;

  /// @param kind class of the cells
  /// @param names whether the cells are the titles of their rows
  record Column(String title, String kind, boolean names) {
    static Column of(String title, String kind) {
      return new Column(title, kind, false);
    }

    static Column naming(String title, String kind) {
      return new Column(title, kind, true);
    }

    private String start() {
      String attributes = " class=\"" + kind + "\" data-label=\"" + Html.escaped(title) + "\">";
      return names
          ? "<th scope=\"row\" role=\"rowheader\"" + attributes
          : "<td role=\"cell\"" + attributes;
    }

    private String end() {
      return names ? "</th>" : "</td>";
    }
  }

  HtmlTable(Html html, List<Column> columns) {
    this.html = html;
    this.columns = List.copyOf(columns);
    this.starts = columns.stream().map(Column::start).toList();
  }

  /// @param kind class of the table
  /// @param rows writes them by [#row]
  void write(String kind, String caption, Runnable rows) {
    html.in(
        "table role=\"table\" class=\"" + kind + "\"",
        () -> {
          html.in("caption", caption);
          html.in("thead role=\"rowgroup\"", () -> html.in("tr role=\"row\"", this::titles));
          html.in("tbody role=\"rowgroup\"", rows);
        });
  }

  private void titles() {
    columns.forEach(column ->
        html.in(
            "th scope=\"col\" role=\"columnheader\" class=\"" + column.kind() + "\"",
            column.title()));
  }

  /// @param cells one for each column
  void row(List<Runnable> cells) {
    html.raw("<tr role=\"row\">");
    for (int i = 0; i < columns.size(); i++) {
      html.raw(starts.get(i));
      cells.get(i).run();
      html.raw(columns.get(i).end());
    }
    html.raw("</tr>\n");
  }
}
