package dev.sage.engine.format;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.OptionalDouble;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// Writes rows of a sheet to a workbook of their own: the same texts, numbers and dates, without
/// how they looked.
final class SheetCopy implements AutoCloseable {
  private static final int FLUSHED = 1_000;

  /// What a cell can hold in the programs that open it.
  private static final int LONGEST_TEXT = 32_767;

  /// The days between the two first days that there are.
  private static final int DAYS_TO_1904 = 1_462;

  private static final long DAYS_TO_1970 = 25_569;
  private static final double NANOS_A_DAY = 86_400e9;

  private final Workbook workbook;
  private final Worksheet sheet;
  private final boolean from1904;
  private int used;

  SheetCopy(OutputStream out, String name, boolean from1904) {
    workbook = new Workbook(out, "SAGE", "1.0");
    sheet = workbook.newWorksheet(name);
    this.from1904 = from1904;
  }

  /// Copies a row to its own place.
  void at(int number, SheetRow row) {
    write(number - 1, row);
  }

  /// Copies a row below what there is, and below so many rows.
  void below(SheetRow row, int rows) {
    write(Math.max(used, rows), row);
  }

  @Override
  public void close() {
    try {
      workbook.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(int at, SheetRow row) {
    for (int i = 0; i < row.count; i++) {
      write(at, i, row);
    }
    used = at + 1;
    if (used % FLUSHED == 0) {
      flush();
    }
  }

  private void flush() {
    try {
      sheet.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(int at, int column, SheetRow row) {
    String text = row.text(column);
    switch (row.kinds[column]) {
      case SheetRow.BLANK -> {}
      case SheetRow.BOOL -> sheet.value(at, column, text.equals("true"));
      case SheetRow.NUMBER -> number(at, column, text, "");
      case SheetRow.MOMENT -> number(at, column, text, "moment");
      case SheetRow.DURATION -> number(at, column, text, "[h]:mm:ss");
      case SheetRow.ISO -> iso(at, column, text);
      default -> text(at, column, text);
    }
  }

  private void number(int at, int column, String stored, String kind) {
    OptionalDouble value = CellSpelling.number(stored);
    if (value.isEmpty()) {
      text(at, column, stored);
      return;
    }
    double number = value.getAsDouble();
    boolean moment = kind.equals("moment");
    sheet.value(at, column, moment && from1904 && number >= 1 ? number + DAYS_TO_1904 : number);
    if (!kind.isEmpty()) {
      sheet.style(at, column).format(moment ? format(number) : kind).set();
    }
  }

  private static String format(double serial) {
    if (serial < 1) {
      return "hh:mm:ss";
    }
    return serial == Math.rint(serial) ? "yyyy-mm-dd" : "yyyy-mm-dd hh:mm:ss";
  }

  private void iso(int at, int column, String stored) {
    CellSpelling.isoMoment(stored)
        .ifPresentOrElse(moment -> moment(at, column, moment), () -> text(at, column, stored));
  }

  private void moment(int at, int column, LocalDateTime moment) {
    long day = Math.max(1, moment.toLocalDate().toEpochDay() + DAYS_TO_1970);
    double serial = day + moment.toLocalTime().toNanoOfDay() / NANOS_A_DAY;
    sheet.value(at, column, serial);
    sheet.style(at, column).format(format(serial)).set();
  }

  private void text(int at, int column, String text) {
    sheet.inlineString(
        at, column, text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text);
  }
}
