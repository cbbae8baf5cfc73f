package dev.sage.server.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Days of UTC that are asked for: the last seven, unless others are named.
record Days(LocalDate first, LocalDate last) {
  private static final int MOST = 366;

  static Days of(@Nullable LocalDate from, @Nullable LocalDate to, Instant now) {
    LocalDate last = to == null ? LocalDate.ofInstant(now, ZoneOffset.UTC) : to;
    LocalDate first = from == null ? last.minusDays(6) : from;
    if (first.isAfter(last) || first.plusDays(MOST).isBefore(last)) {
      throw Requests.wrong("from, to", "1–" + MOST + " days");
    }
    return new Days(first, last);
  }
}
