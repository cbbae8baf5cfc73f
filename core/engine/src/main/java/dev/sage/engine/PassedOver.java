package dev.sage.engine;

import dev.sage.engine.DeliveryPlan.Assignment;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.ErrorType;
import dev.sage.spi.SageException;

/// Which failures are said of one file of a catalog, while the others are read.
///
/// @param alone whether the delivery is but one file: then what is wrong with it is wrong with all
record PassedOver(Assignment assignment, boolean alone) {
  boolean holds(SageException e) {
    return isNoSheet(e) || isUnreadable(e);
  }

  /// The workbook is there and lacks the sheet.
  boolean isNoSheet(SageException e) {
    return e.code() == ErrorCode.SHEET_MISSING && !alone && !assignment.sheets().isEmpty();
  }

  private boolean isUnreadable(SageException e) {
    return e.code().type() == ErrorType.DATA
        && e.code() != ErrorCode.ARCHIVE_LIMIT
        && assignment.hasSeveralFiles();
  }
}
