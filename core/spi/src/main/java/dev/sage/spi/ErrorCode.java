package dev.sage.spi;

/// Every kind of failure, with a number that never changes once published.
///
/// Numbers: 1xxx data, 2xxx contract and usage, 3xxx external systems, 4xxx resources, 5xxx bugs.
public enum ErrorCode {
  ARCHIVE_CORRUPT(1001, ErrorType.DATA),
  ARCHIVE_ENCRYPTED(1002, ErrorType.DATA),
  ARCHIVE_LIMIT(1003, ErrorType.DATA),
  COMPRESSION_CORRUPT(1004, ErrorType.DATA),
  TOO_MANY_COLUMNS(1005, ErrorType.DATA),
  FILE_CORRUPT(1006, ErrorType.DATA),
  SHEET_MISSING(1007, ErrorType.DATA),
  NOTHING_TO_INFER(1008, ErrorType.DATA),

  CONTRACT_INVALID(2001, ErrorType.CONTRACT),
  USAGE(2002, ErrorType.CONTRACT),
  INPUT_NOT_READABLE(2003, ErrorType.CONTRACT),
  CATALOG_AMBIGUOUS(2004, ErrorType.CONTRACT),
  EXECUTION_MISMATCH(2005, ErrorType.CONTRACT),
  DESTINATION_INVALID(2006, ErrorType.CONTRACT),
  DESTINATION_MISMATCH(2007, ErrorType.CONTRACT),
  NOT_BUILT_YET(2008, ErrorType.CONTRACT),
  FILE_MISSING(2009, ErrorType.CONTRACT),
  NOT_FOUND(2010, ErrorType.CONTRACT),
  CONFLICT(2011, ErrorType.CONTRACT),
  NOT_ALLOWED(2012, ErrorType.CONTRACT),
  SETTINGS_INVALID(2013, ErrorType.CONTRACT),

  DESTINATION_UNREACHABLE(3001, ErrorType.EXTERNAL),
  DESTINATION_AUTHENTICATION(3002, ErrorType.EXTERNAL),
  DESTINATION_PERMISSION(3003, ErrorType.EXTERNAL),
  DESTINATION_CONFLICT(3004, ErrorType.EXTERNAL),
  DESTINATION_FAILED(3005, ErrorType.EXTERNAL),
  COMMIT_UNKNOWN(3006, ErrorType.EXTERNAL),
  WAREHOUSE_START(3007, ErrorType.EXTERNAL),
  INPUT_CHANGED(3008, ErrorType.EXTERNAL),
  CANCELLED(3009, ErrorType.EXTERNAL),
  FENCED(3010, ErrorType.EXTERNAL),
  LEASE_LOST(3011, ErrorType.EXTERNAL),
  STORE_UNREACHABLE(3012, ErrorType.EXTERNAL),
  METADATA_UNREACHABLE(3013, ErrorType.EXTERNAL),
  SERVER_UNREACHABLE(3014, ErrorType.EXTERNAL),

  DISK_FULL(4001, ErrorType.RESOURCES),
  MEMORY(4002, ErrorType.RESOURCES),
  STORAGE(4003, ErrorType.RESOURCES),
  TIME_LIMIT(4004, ErrorType.RESOURCES),
  WORKER_LOST(4005, ErrorType.RESOURCES),
  TOO_LARGE(4006, ErrorType.RESOURCES),
  TOO_MANY_REQUESTS(4007, ErrorType.RESOURCES),

  INTERNAL(5001, ErrorType.INTERNAL),
  CONSERVATION(5002, ErrorType.INTERNAL);

  private final int number;
  private final ErrorType type;

  ErrorCode(int number, ErrorType type) {
    this.number = number;
    this.type = type;
  }

  public int number() {
    return number;
  }

  public ErrorType type() {
    return type;
  }
}
