package dev.sage.orchestrator.placement;

import dev.sage.orchestrator.cost.Reservation;
import java.util.List;
import java.util.Optional;

/// Where an execution is done, and why.
///
/// @param reasons the decisive ones first
/// @param reservation what is set aside for it; empty: it stays, or nobody reckons
public record Decision(Place place, List<Reason> reasons, Optional<Reservation> reservation) {
  public Decision {
    reasons = List.copyOf(reasons);
  }

  public Decision(Place place, List<Reason> reasons) {
    this(place, reasons, Optional.empty());
  }

  static Decision of(Place place, Reason... reasons) {
    return new Decision(place, List.of(reasons));
  }
}
