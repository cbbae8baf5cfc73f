package dev.sage.engine.format;

import java.util.function.LongUnaryOperator;
import org.apache.poi.hssf.eventusermodel.AbortableHSSFListener;
import org.apache.poi.hssf.eventusermodel.FormatTrackingHSSFListener;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.CellValueRecordInterface;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.MergeCellsRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.util.CellRangeAddress;
import org.jspecify.annotations.Nullable;

/// The cells of one sheet of an .xls, as its records go by.
final class XlsSheet extends AbortableHSSFListener {
  private final String book;
  private final int place;
  private final LongUnaryOperator offset;
  private final Book.Visitor visitor;
  private final FormatTrackingHSSFListener formats = new FormatTrackingHSSFListener(record -> {});
  private final SheetRow row = new SheetRow();
  private @Nullable SSTRecord strings;
  private int depth;
  private int sheet = -1;
  private boolean inSheet;
  private boolean over;
  private int textColumn = -1;

  /// @param place among the worksheets, in the order of the stream
  /// @param offset from a row's number to how far the reading is
  XlsSheet(String book, int place, LongUnaryOperator offset, Book.Visitor visitor) {
    this.book = book;
    this.place = place;
    this.offset = offset;
    this.visitor = visitor;
  }

  /// Shows the last row, which nothing follows.
  void finish() {
    if (!over) {
      show();
      over = true;
    }
  }

  @Override
  public short abortableProcessRecord(Record record) {
    formats.processRecord(record);
    switch (record) {
      case BOFRecord begin -> begin(begin);
      case EOFRecord _ -> end();
      case SSTRecord texts -> strings = texts;
      case MergeCellsRecord merged when isHere() -> merged(merged);
      case StringRecord text when isHere() -> cachedText(text);
      case CellValueRecordInterface cell when isHere() -> cell(cell);
      default -> {}
    }
    return (short) (over ? 1 : 0);
  }

  private boolean isHere() {
    return inSheet && depth == 1 && !over;
  }

  /// Sheets follow the workbook's own records; charts lie within sheets.
  private void begin(BOFRecord begin) {
    if (depth == 0 && begin.getType() != BOFRecord.TYPE_WORKBOOK) {
      sheet++;
      inSheet = sheet == place;
    }
    depth++;
  }

  private void end() {
    depth--;
    if (depth == 0 && inSheet) {
      finish();
    }
  }

  private void cell(CellValueRecordInterface cell) {
    int number = cell.getRow() + 1;
    if (number < row.number) {
      throw Broken.workbook(book, "its rows are not in order", null);
    }
    if (number > row.number) {
      show();
      row.clear(number);
    }
    if (over) {
      return;
    }
    int column = cell.getColumn();
    textColumn = -1;
    switch (cell) {
      case NumberRecord value -> number(column, value.getValue(), value);
      case LabelSSTRecord label -> shared(column, label.getSSTIndex());
      case LabelRecord label -> row.set(column, SheetRow.TEXT, label.getValue());
      case BoolErrRecord value -> boolOrError(column, value);
      case FormulaRecord formula -> cached(column, formula);
      default -> {}
    }
  }

  private void show() {
    if (!row.isBlank() && !visitor.row(row, offset.applyAsLong(row.number))) {
      over = true;
    }
    row.clear(row.number);
  }

  private void number(int column, double value, CellValueRecordInterface cell) {
    int format = formats.getFormatIndex(cell);
    byte kind = CellStyles.kind(format, formats.getFormatString(format));
    row.set(column, kind, CellSpelling.shortest(value));
  }

  private void shared(int column, int number) {
    if (strings == null || number < 0 || number >= strings.getNumUniqueStrings()) {
      throw Broken.workbook(book, "a cell names a text that is not there", null);
    }
    row.set(column, SheetRow.TEXT, strings.getString(number).getString());
  }

  private void boolOrError(int column, BoolErrRecord value) {
    if (value.isBoolean()) {
      row.set(column, SheetRow.BOOL, Boolean.toString(value.getBooleanValue()));
    } else {
      error(column, value.getErrorValue());
    }
  }

  private void error(int column, int code) {
    String text = FormulaError.isValidCode(code) ? FormulaError.forInt(code).getString() : "#ERROR";
    row.set(column, SheetRow.ERROR, text);
  }

  private void cached(int column, FormulaRecord formula) {
    CellType type = formula.getCachedResultTypeEnum();
    switch (type) {
      case NUMERIC -> number(column, formula.getValue(), formula);
      case BOOLEAN -> row.set(column, SheetRow.BOOL, "" + formula.getCachedBooleanValue());
      case ERROR -> error(column, formula.getCachedErrorValue());
      // Its text is in a record of its own that follows.
      case STRING -> textColumn = formula.hasCachedResultString() ? column : -1;
      case BLANK, FORMULA, _NONE -> {}
    }
  }

  private void cachedText(StringRecord text) {
    if (textColumn >= 0) {
      row.set(textColumn, SheetRow.TEXT, text.getString());
      textColumn = -1;
    }
  }

  /// These follow all rows.
  private void merged(MergeCellsRecord merged) {
    show();
    for (int i = 0; i < merged.getNumAreas(); i++) {
      CellRangeAddress area = merged.getAreaAt(i);
      visitor.merged(area.formatAsString(), area.getFirstRow() + 1, area.getLastRow() + 1);
    }
  }
}
