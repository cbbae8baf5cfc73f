package dev.sage.orchestrator.placement;

import java.util.List;

/// Where an execution is done, and why.
///
/// @param reasons the decisive ones first
public record Decision(Place place, List<Reason> reasons) {
  public Decision {
    reasons = List.copyOf(reasons);
  }

  static Decision of(Place place, Reason... reasons) {
    return new Decision(place, List.of(reasons));
  }
}
