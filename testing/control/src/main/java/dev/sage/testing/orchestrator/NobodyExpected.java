package dev.sage.testing.orchestrator;

import dev.sage.orchestrator.calendar.DeliveryCalendar;
import dev.sage.orchestrator.calendar.DeliveryDay;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A calendar without a date in it.
public final class NobodyExpected implements DeliveryCalendar {
  @Override
  public List<DeliveryDay> day(LocalDate date, Optional<UUID> inbox) {
    return List.of();
  }

  @Override
  public int announceLate() {
    return 0;
  }
}
