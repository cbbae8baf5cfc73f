package dev.sage.orchestrator.calendar;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Who was to send and who has.
public interface DeliveryCalendar {
  /// Every sender that was expected on that day or sent on it, by inbox and name.
  ///
  /// @param inbox only of this one; empty: of all
  List<DeliveryDay> day(LocalDate date, Optional<UUID> inbox);

  /// Announces senders whose hour has passed without a delivery, each once a day, whoever calls
  /// this how often. The announcements are in the outbox when this returns.
  ///
  /// @return how many were announced now
  int announceLate();
}
