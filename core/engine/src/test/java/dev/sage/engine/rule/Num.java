package dev.sage.engine.rule;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// A number and how far it may be off, because digits did not fit.
///
/// @param value a [BigDecimal] or a [Double]
/// @param error at most so far from what another careful reader gets; 0 if they must agree
record Num(Number value, double error) {
  private static final double TINY = 1e-12;

  static Num exact(BigDecimal value) {
    return new Num(value, 0);
  }

  /// Null for not-a-number.
  static @Nullable Num inexact(double value, double error) {
    return Double.isNaN(value) ? null : new Num(value, error);
  }

  boolean isExact() {
    return value instanceof BigDecimal;
  }

  BigDecimal exact() {
    return (BigDecimal) value;
  }

  double approximate() {
    return value.doubleValue();
  }

  double size() {
    return Math.abs(approximate());
  }

  /// The same, off by as much as a double may be if there are more digits than it has.
  Num asDouble() {
    boolean fits = size() < 1e15 && (!isExact() || exact().precision() <= 15);
    return new Num(approximate(), fits ? error : error + size() * TINY);
  }

  /// A whole step off if it is off at all.
  double stepped(double step) {
    return error == 0 ? 0 : error + step;
  }

  static int order(Num one, Num other) {
    return one.isExact() && other.isExact()
        ? one.exact().compareTo(other.exact())
        : Double.compare(one.approximate() + 0.0, other.approximate() + 0.0);
  }

  /// Whether their order is not certain.
  static boolean isDoubtful(Num one, Num other) {
    double error = one.error + other.error;
    if (one.isExact() != other.isExact()) {
      error += one.asDouble().error + other.asDouble().error;
    }
    return error > 0 && !(Math.abs(one.approximate() - other.approximate()) > 2 * error);
  }

  Num negated() {
    return new Num(isExact() ? exact().negate() : -approximate(), error);
  }

  Num absolute() {
    return new Num(isExact() ? exact().abs() : Math.abs(approximate()), error);
  }

  Num rounded(int digits) {
    double step = Math.pow(10, -digits);
    if (isExact()) {
      return new Num(exact().setScale(digits, RoundingMode.HALF_EVEN), stepped(step));
    }
    double power = Math.pow(10, digits);
    double scaled = approximate() * power;
    double result = Math.abs(scaled) < 2251799813685248d ? Math.rint(scaled) : scaled;
    return new Num(result / power, stepped(step));
  }
}
