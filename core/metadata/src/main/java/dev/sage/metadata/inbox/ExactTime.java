package dev.sage.metadata.inbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The time of a file, to the nanosecond: PostgreSQL keeps microseconds, and a file is known again
/// only by exactly its time.
record ExactTime(Instant micros, int nanos) {

  static ExactTime of(Instant time) {
    Instant micros = time.truncatedTo(ChronoUnit.MICROS);
    return new ExactTime(micros, (int) micros.until(time, ChronoUnit.NANOS));
  }

  Instant instant() {
    return micros.plusNanos(nanos);
  }
}
