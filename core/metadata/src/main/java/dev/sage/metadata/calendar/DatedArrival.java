package dev.sage.metadata.calendar;

import dev.sage.orchestrator.calendar.DeliveryDay;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Something that arrived about the day in question.
///
/// @param counts whether its sender has thereby sent: it was new, and its sender may
record DatedArrival(SenderPlan.Key from, boolean counts, DeliveryDay.Arrival arrival) {

  static Map<SenderPlan.Key, List<DatedArrival>> bySender(List<DatedArrival> arrivals) {
    return arrivals.stream().collect(Collectors.groupingBy(DatedArrival::from));
  }
}
