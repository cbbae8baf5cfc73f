package dev.sage.orchestrator.placement;

import java.util.Arrays;
import java.util.Optional;

/// Where an execution is done. The names are the published ones.
public enum Place {
  /// By a worker of the daemon that claims it.
  HERE("local"),
  /// By one function.
  FUNCTION("funcion"),
  /// By many functions, each a part of it.
  FUNCTION_IN_PARTS("funcion_en_partes"),
  /// Nowhere yet: it stays in the queue.
  LATER("espera");

  private final String published;

  Place(String published) {
    this.published = published;
  }

  /// The name in the metadata, in the API and for people.
  public String published() {
    return published;
  }

  public boolean isElsewhere() {
    return this == FUNCTION || this == FUNCTION_IN_PARTS;
  }

  public static Optional<Place> of(String published) {
    return Arrays.stream(values()).filter(p -> p.published.equals(published)).findFirst();
  }
}
