package dev.sage.connector.postgresql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;

/// The binary form of `numeric`: digits to the base 10,000, aligned at the decimal point.
final class Numeric {
  private static final int BASE = 10_000;
  private static final int BASE_DIGITS = 4;
  private static final int POSITIVE = 0x0000;
  private static final int NEGATIVE = 0x4000;

  /// With more digits than these a number goes the way of big integers.
  private static final int MAX_FAST_PRECISION = 18;

  static final int MAX_FAST_SCALE = 15;
  private static final BigInteger CHUNK = BigInteger.valueOf(10_000_000_000_000_000L);
  private static final int CHUNK_GROUPS = 4;
  private static final long[] POWERS = powers();

  private Numeric() {}

  static void put(BigDecimal value, CopyBuffer out) throws SQLException {
    int scale = value.scale();
    if (scale >= 0 && scale <= MAX_FAST_SCALE && value.precision() <= MAX_FAST_PRECISION) {
      // Unlike unscaledValue(), this makes no BigInteger.
      put(value.scaleByPowerOfTen(scale).longValue(), scale, out);
    } else {
      putBig(scale < 0 ? value.setScale(0) : value, out);
    }
  }

  /// `unscaled` / 10^`scale`, for a scale of at most 15.
  static void put(long unscaled, int scale, CopyBuffer out) throws SQLException {
    if (unscaled == Long.MIN_VALUE) {
      putBig(BigDecimal.valueOf(unscaled, scale), out);
      return;
    }
    long magnitude = Math.abs(unscaled);
    long whole = magnitude / POWERS[scale];
    int fractionGroups = (scale + BASE_DIGITS - 1) / BASE_DIGITS;
    long fraction = magnitude % POWERS[scale] * POWERS[fractionGroups * BASE_DIGITS - scale];
    while (fractionGroups > 0 && fraction % BASE == 0) {
      fraction /= BASE;
      fractionGroups--;
    }
    put(whole, fraction, fractionGroups, unscaled < 0, scale, out);
  }

  private static void put(
      long whole, long fraction, int fractionGroups, boolean negative, int scale, CopyBuffer out)
      throws SQLException {
    int wholeGroups = groups(whole);
    int skipped = 0; // groups of zeros at the end of a number without a fraction
    long kept = whole;
    while (fractionGroups == 0 && kept != 0 && kept % BASE == 0) {
      kept /= BASE;
      skipped++;
    }
    int count = fractionGroups;
    int weight = wholeGroups - 1;
    if (whole == 0) {
      count = groups(fraction);
      weight = count - fractionGroups - 1;
    }
    header(whole == 0 ? count : wholeGroups - skipped + count, weight, negative, scale, out);
    putGroups(kept, wholeGroups - skipped, out);
    putGroups(fraction, count, out);
  }

  private static void header(int count, int weight, boolean negative, int scale, CopyBuffer out)
      throws SQLException {
    out.putInt(8 + 2 * count);
    out.putShort(count);
    out.putShort(count == 0 ? 0 : weight);
    out.putShort(negative ? NEGATIVE : POSITIVE);
    out.putShort(scale);
  }

  private static void putGroups(long value, int count, CopyBuffer out) throws SQLException {
    for (int i = count - 1; i >= 0; i--) {
      out.putShort((int) (value / POWERS[i * BASE_DIGITS] % BASE));
    }
  }

  private static int groups(long value) {
    int groups = 0;
    for (long rest = value; rest != 0; rest /= BASE) {
      groups++;
    }
    return groups;
  }

  private static void putBig(BigDecimal value, CopyBuffer out) throws SQLException {
    int fractionGroups = (value.scale() + BASE_DIGITS - 1) / BASE_DIGITS;
    short[] groups = groups(value.setScale(fractionGroups * BASE_DIGITS).unscaledValue().abs());
    int first = 0;
    int last = groups.length;
    while (first < last && groups[first] == 0) {
      first++;
    }
    while (last > first && groups[last - 1] == 0) {
      last--;
    }
    int weight = groups.length - fractionGroups - 1 - first;
    header(last - first, weight, value.signum() < 0, value.scale(), out);
    for (int i = first; i < last; i++) {
      out.putShort(groups[i]);
    }
  }

  /// Base 10,000, most significant first, with zeros in front.
  private static short[] groups(BigInteger magnitude) {
    int digits = (int) (magnitude.bitLength() * 0.30103) + 1;
    int chunks = digits / (CHUNK_GROUPS * BASE_DIGITS) + 1;
    short[] groups = new short[chunks * CHUNK_GROUPS];
    BigInteger rest = magnitude;
    for (int i = groups.length; i > 0; ) {
      BigInteger[] parts = rest.divideAndRemainder(CHUNK);
      long chunk = parts[1].longValue();
      rest = parts[0];
      for (int group = 0; group < CHUNK_GROUPS; group++, chunk /= BASE) {
        groups[--i] = (short) (chunk % BASE);
      }
    }
    return groups;
  }

  private static long[] powers() {
    long[] powers = new long[19];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }
}
