package dev.sage.orchestrator.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.UUID;

/// When a sender is to have sent: on these days of the week, until this hour of its own zone.
public record Expectation(
    UUID inbox, UUID sender, Set<DayOfWeek> days, LocalTime until, ZoneId zone) {
  public Expectation {
    days = Set.copyOf(days);
  }

  public boolean isFor(LocalDate date) {
    return days.contains(date.getDayOfWeek());
  }

  public ZonedDateTime due(LocalDate date) {
    return date.atTime(until).atZone(zone);
  }
}
