package dev.sage.spi.notify;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// Something that people or programs are told.
///
/// @param facts what there is to say, by fixed names: `execution`, `inbox`, `sender`, `file`,
///   `state`, `code`, `message`, `due`; no data values and no secrets
public record Notification(UUID id, Kind kind, Map<String, String> facts, Instant created) {
  public Notification {
    facts = Map.copyOf(facts);
  }

  /// What it is about, with its published name.
  public enum Kind {
    EXECUTION_FAILED("ejecucion_fallida"),
    DELIVERY_REFUSED("entrega_rechazada"),
    DELIVERY_LATE("entrega_atrasada");

    private final String published;

    Kind(String published) {
      this.published = published;
    }

    public String published() {
      return published;
    }
  }
}
