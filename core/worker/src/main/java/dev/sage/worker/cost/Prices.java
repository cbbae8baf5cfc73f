package dev.sage.worker.cost;

import java.math.BigDecimal;
import java.time.LocalDate;

/// What the services of a region cost, in US dollars for one of each.
///
/// @param region of Amazon, as it writes it
/// @param date on which the figures held
/// @param gbSecond of memory of a function; a GB is 2^30 bytes
/// @param diskGbSecond of a function's disk beyond the first 512 MB
/// @param invocation of a function
/// @param put a request to S3 that writes or lists
/// @param get a request to S3 that reads
/// @param lockWrite a write request unit of DynamoDB
/// @param lockRead a read request unit of DynamoDB
/// @param message a request to SQS
/// @param logGb taken in by CloudWatch
/// @param transferGb out of the region
public record Prices(
    String region,
    LocalDate date,
    Architecture architecture,
    BigDecimal gbSecond,
    BigDecimal diskGbSecond,
    BigDecimal invocation,
    BigDecimal put,
    BigDecimal get,
    BigDecimal lockWrite,
    BigDecimal lockRead,
    BigDecimal message,
    BigDecimal logGb,
    BigDecimal transferGb) {

  /// Where nothing is known, nothing is asked for.
  public static final Prices NONE =
      new Prices(
          "",
          LocalDate.EPOCH,
          Architecture.X86_64,
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          BigDecimal.ZERO);

  /// The same with another price of memory.
  public Prices withGbSecond(BigDecimal price) {
    return new Prices(
        region,
        date,
        architecture,
        price,
        diskGbSecond,
        invocation,
        put,
        get,
        lockWrite,
        lockRead,
        message,
        logGb,
        transferGb);
  }
}
