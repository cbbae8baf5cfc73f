package dev.sage.engine.format;

import java.util.List;

/// The cells of a sheet in XML.
final class XlsxSheet {
  private static final int MAX_ROWS = 1 << 20;
  private static final List<String> TYPES = List.of("n", "s", "str", "inlineStr", "b", "e", "d");

  private final Xml xml;
  private final String book;
  private final SharedStrings strings;
  private final CellStyles styles;
  private final SheetRow row = new SheetRow();
  private int rowNumber;
  private int column;
  private int style;
  private String type = "n";

  XlsxSheet(Xml xml, String book, SharedStrings strings, CellStyles styles) {
    this.xml = xml;
    this.book = book;
    this.strings = strings;
    this.styles = styles;
  }

  void read(Book.Visitor visitor) {
    boolean more = true;
    while (more && xml.next()) {
      if (xml.isStart("row")) {
        more = row(visitor);
      } else if (xml.isStart("mergeCell")) {
        merged(visitor);
      }
    }
  }

  private boolean row(Book.Visitor visitor) {
    beginRow();
    while (xml.next() && !xml.isEnd("row")) {
      if (xml.isStart("c")) {
        cell();
      } else if (xml.isStart()) {
        xml.skip();
      }
    }
    return row.isBlank() || visitor.row(row, xml.offset());
  }

  private void beginRow() {
    String named = xml.attribute("r");
    int number = named == null ? rowNumber + 1 : whole(named);
    if (number <= rowNumber || number > MAX_ROWS) {
      throw Broken.workbook(book, "its rows are not in order", null);
    }
    rowNumber = number;
    column = -1;
    row.clear(number);
  }

  private void cell() {
    column++;
    style = 0;
    type = "n";
    for (int i = 0; i < xml.attributes(); i++) {
      switch (xml.attributeName(i)) {
        case "r" -> column = columnOf(xml.attribute(i));
        case "s" -> style = whole(xml.attribute(i));
        case "t" -> type = xml.attribute(i);
        default -> {}
      }
    }
    if (column >= SheetRow.MAX_COLUMNS || !TYPES.contains(type)) {
      throw Broken.workbook(book, "a cell has no place or no type", null);
    }
    while (xml.next() && !xml.isEnd("c")) {
      if (xml.isStart("v")) {
        value();
      } else if (xml.isStart("is")) {
        int start = row.filled;
        xml.string(row);
        row.set(column, SheetRow.TEXT, start);
      } else if (xml.isStart()) {
        xml.skip();
      }
    }
  }

  private void value() {
    int start = row.filled;
    xml.text(row);
    switch (type) {
      case "n" -> row.set(column, styles.of(style), start);
      case "s" -> shared(start);
      case "b" -> bool(start);
      case "e" -> row.set(column, SheetRow.ERROR, start);
      case "d" -> row.set(column, SheetRow.ISO, start);
      default -> {
        row.filled = Escapes.resolve(row.text, start, row.filled);
        row.set(column, SheetRow.TEXT, start);
      }
    }
  }

  private void shared(int start) {
    long number = 0;
    for (int i = start; i < row.filled; i++) {
      int digit = row.text[i] - '0';
      if (digit < 0 || digit > 9 || i - start > 9) {
        throw Broken.workbook(book, "a cell names a text that is not there", null);
      }
      number = number * 10 + digit;
    }
    boolean named = row.filled > start;
    row.filled = start;
    if (named) {
      strings.append(number, row);
      row.set(column, SheetRow.TEXT, start);
    }
  }

  private void bool(int start) {
    boolean one = row.filled == start + 1 && row.text[start] == '1';
    boolean yes = one || (row.filled == start + 4 && row.text[start] == 't');
    boolean empty = row.filled == start;
    row.filled = start;
    if (!empty) {
      row.set(column, SheetRow.BOOL, yes ? "true" : "false");
    }
  }

  private void merged(Book.Visitor visitor) {
    String cells = xml.attribute("ref");
    if (cells != null && cells.matches("\\$?[A-Za-z]+\\$?[0-9]{1,7}:\\$?[A-Za-z]+\\$?[0-9]{1,7}")) {
      String[] corners = cells.split(":", 2);
      visitor.merged(cells, rowOf(corners[0]), rowOf(corners[1]));
    }
  }

  private static int rowOf(String cell) {
    return Integer.parseInt(cell.replaceAll("[^0-9]", ""));
  }

  /// Column 0 of `A7`.
  private static int columnOf(String cell) {
    int found = 0;
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        found = Math.min(found * 26 + c - 'A' + 1, SheetRow.MAX_COLUMNS + 1);
      } else if (c >= 'a' && c <= 'z') {
        found = Math.min(found * 26 + c - 'a' + 1, SheetRow.MAX_COLUMNS + 1);
      } else {
        break;
      }
    }
    return found == 0 ? SheetRow.MAX_COLUMNS : found - 1;
  }

  private int whole(String text) {
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || i > 8) {
        throw Broken.workbook(book, "a number of a row or a style is none", null);
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
