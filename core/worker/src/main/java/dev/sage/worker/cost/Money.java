package dev.sage.worker.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// An amount of US dollars, in billionths of a dollar: sums are exact.
public record Money(long nanos) implements Comparable<Money> {
  private static final int SCALE = 9;

  public static final Money ZERO = new Money(0);

  /// Rounded up: what is estimated is never too little.
  public static Money of(BigDecimal dollars) {
    return new Money(
        dollars.setScale(SCALE, RoundingMode.CEILING).unscaledValue().longValueExact());
  }

  /// @param dollars `1`, `0.50`
  /// @throws NumberFormatException when it is no number
  public static Money parse(String dollars) {
    return of(new BigDecimal(dollars));
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(nanos, other.nanos));
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(nanos, other.nanos));
  }

  public Money times(long times) {
    return new Money(Math.multiplyExact(nanos, times));
  }

  /// One of so many equal parts, rounded up.
  public Money dividedBy(long parts) {
    return new Money(Math.ceilDiv(nanos, parts));
  }

  public boolean isOver(Money other) {
    return nanos > other.nanos;
  }

  public BigDecimal dollars() {
    return BigDecimal.valueOf(nanos, SCALE);
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(nanos, other.nanos);
  }

  /// `$0.001250000`
  @Override
  public String toString() {
    return "$" + dollars().toPlainString();
  }
}
