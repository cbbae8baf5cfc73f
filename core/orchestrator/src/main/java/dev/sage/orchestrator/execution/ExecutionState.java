package dev.sage.orchestrator.execution;

import java.util.Arrays;
import java.util.Optional;

/// Where an execution is in its life. The names are the published ones.
public enum ExecutionState {
  /// Waits for a worker, from a certain time on.
  PENDING("pendiente"),
  /// A daemon has it.
  RUNNING("procesando"),
  /// Ended: no errors in the data.
  COMPLETED("completada"),
  /// Ended: rows were landed and others rejected, or there are warnings.
  PARTIAL("parcial"),
  /// Ended: the data have errors and nothing was landed.
  REFUSED("rechazada"),
  /// Ended without an outcome: contract, destination or infrastructure failed. May be tried again.
  FAILED("fallida"),
  /// Ended by a person or a time limit. May be tried again.
  CANCELLED("cancelada");

  private final String published;

  ExecutionState(String published) {
    this.published = published;
  }

  /// The name in the metadata, in the API and for people.
  public String published() {
    return published;
  }

  /// Whether nothing happens any more unless somebody asks for it.
  public boolean isEnd() {
    return this != PENDING && this != RUNNING;
  }

  public static Optional<ExecutionState> of(String published) {
    return Arrays.stream(values()).filter(s -> s.published.equals(published)).findFirst();
  }
}
