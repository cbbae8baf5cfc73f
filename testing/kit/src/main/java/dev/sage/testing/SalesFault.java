package dev.sage.testing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Makes a correct row wrong in exactly one way.
final class SalesFault {
  private static final int DATE = 3;
  private static final int DATE_TIME = 4;
  private static final int QUANTITY = 5;
  private static final int PRICE = 6;
  private static final int TOTAL = 7;
  private static final int NOTE = 9;

  private final List<String> cells;
  private boolean raw;

  private SalesFault(String row) {
    cells = new ArrayList<>(List.of(row.split("\\|", -1)));
  }

  /// @param row a correct row, unquoted
  /// @param otherId an identifier that an earlier correct row has
  static SalesFault of(Fault fault, String row, String otherId) {
    var broken = new SalesFault(row);
    broken.apply(fault, otherId);
    return broken;
  }

  private void apply(Fault fault, String otherId) {
    switch (fault) {
      case TYPE_WHOLE -> set(QUANTITY, "12x");
      case TYPE_DECIMAL -> set(TOTAL, "1,5");
      case TYPE_DATE -> set(DATE, "2025-02-30");
      case TYPE_DATE_TIME -> set(DATE_TIME, cells.get(DATE_TIME) + "Z");
      case TYPE_BOOL -> set(8, "quizá");
      case REQUIRED -> set(0, "");
      case UNIQUE -> set(0, otherId);
      case PATTERN -> set(1, "X-" + cells.get(1).substring(2));
      case ENUM -> set(2, "Cliente desconocido");
      case MIN -> amounts("0", cells.get(PRICE));
      case MAX -> amounts("1001", cells.get(PRICE));
      case FIELD_RULE -> amounts(cells.get(QUANTITY), "0.00");
      case ROW_RULE_TOTAL ->
          set(TOTAL, new BigDecimal(cells.get(TOTAL)).add(new BigDecimal("0.01")).toPlainString());
      case ROW_RULE_DATE ->
          set(DATE_TIME, LocalDate.parse(cells.get(DATE)).minusDays(1) + " 23:59:59");
      case RAGGED_SHORT -> cells.remove(NOTE);
      case RAGGED_LONG -> cells.add("de más");
      case QUOTE -> raw("\"Entrega\" urgente");
      case NUL -> raw("nota con \0 dentro");
      case LINE_END -> raw("nota con \r dentro");
      case ENCODING -> raw("nota con " + BAD_BYTE + " dentro");
      case BLANK_LINE -> {}
      case MULTI_LINE -> raw("\"primera línea\nsegunda \"\"línea\"\"\ntercera\"");
    }
  }

  /// Stands for the byte 0xFF, which no UTF-8 has, until the row is written.
  static final char BAD_BYTE = '\uFFFF';

  private void set(int cell, String value) {
    cells.set(cell, value);
  }

  private void raw(String value) {
    raw = true;
    set(NOTE, value);
  }

  private void amounts(String quantity, String price) {
    set(QUANTITY, quantity);
    set(PRICE, price);
    set(TOTAL, new BigDecimal(quantity).multiply(new BigDecimal(price)).toPlainString());
  }

  String cell(int column) {
    return cells.get(column);
  }

  /// How many line ends are inside the record.
  long innerLines() {
    return cells.stream().flatMapToInt(String::chars).filter(c -> c == '\n').count();
  }

  void put(boolean quoted, ByteSink sink) {
    for (int column = 0; column < cells.size(); column++) {
      if (column > 0) {
        sink.put(SalesFile.DELIMITER);
      }
      putCell(column, quoted && isText(column) && !(raw && column == NOTE), sink);
    }
  }

  private static boolean isText(int column) {
    return column == 1 || column == 2 || column >= NOTE;
  }

  private void putCell(int column, boolean inQuotes, ByteSink sink) {
    String cell = cells.get(column);
    if (cell.indexOf(BAD_BYTE) >= 0) {
      int at = cell.indexOf(BAD_BYTE);
      sink.putText(cell.substring(0, at));
      sink.put(0xFF);
      sink.putText(cell.substring(at + 1));
    } else {
      sink.putText(inQuotes && !cell.isEmpty() ? '"' + cell + '"' : cell);
    }
  }
}
