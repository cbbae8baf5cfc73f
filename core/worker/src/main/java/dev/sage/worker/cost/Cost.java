package dev.sage.worker.cost;

import java.math.BigDecimal;

/// What a use costs, by what is paid for. Each is rounded up to a billionth of a dollar.
///
/// @param compute memory and disk of functions
/// @param requests invocations of functions
/// @param store requests to S3
/// @param locks requests to DynamoDB
/// @param logs taken in by CloudWatch
/// @param transfer out of the region
public record Cost(
    Money compute, Money requests, Money store, Money locks, Money logs, Money transfer) {
  private static final BigDecimal GB = BigDecimal.valueOf(1L << 30);

  public static final Cost NONE =
      new Cost(Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);

  public static Cost of(Usage used, Prices prices) {
    return new Cost(
        Money.of(
            used.gbSeconds()
                .multiply(prices.gbSecond())
                .add(used.diskGbSeconds().multiply(prices.diskGbSecond()))),
        Money.of(of(used.invocations(), prices.invocation())),
        Money.of(of(used.puts(), prices.put()).add(of(used.gets(), prices.get()))),
        Money.of(
            of(used.lockWrites(), prices.lockWrite()).add(of(used.lockReads(), prices.lockRead()))),
        Money.of(of(used.logs(), prices.logGb()).divide(GB)),
        Money.of(of(used.out(), prices.transferGb()).divide(GB)));
  }

  private static BigDecimal of(long count, BigDecimal price) {
    return BigDecimal.valueOf(count).multiply(price);
  }

  public Money total() {
    return compute.plus(requests).plus(store).plus(locks).plus(logs).plus(transfer);
  }

  public Cost plus(Cost other) {
    return new Cost(
        compute.plus(other.compute),
        requests.plus(other.requests),
        store.plus(other.store),
        locks.plus(other.locks),
        logs.plus(other.logs),
        transfer.plus(other.transfer));
  }

  /// One of so many equal parts, each kind rounded up.
  public Cost dividedBy(long parts) {
    return new Cost(
        compute.dividedBy(parts),
        requests.dividedBy(parts),
        store.dividedBy(parts),
        locks.dividedBy(parts),
        logs.dividedBy(parts),
        transfer.dividedBy(parts));
  }
}
