package dev.sage.spi;

import java.util.List;

/// What came of looking at a destination.
///
/// @param display where it is, for people and reports, without secrets
/// @param diagnoses always the same ones of a kind of destination, in the same order
public record Examination(String display, List<Diagnosis> diagnoses) {
  public Examination {
    diagnoses = List.copyOf(diagnoses);
  }

  public boolean anyFailed() {
    return diagnoses.stream().anyMatch(found -> found.status() == Diagnosis.Status.FAILED);
  }
}
