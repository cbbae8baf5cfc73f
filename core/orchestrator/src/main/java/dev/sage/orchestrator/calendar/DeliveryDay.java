package dev.sage.orchestrator.calendar;

import dev.sage.orchestrator.execution.ExecutionState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What is known about one sender of one inbox on one day of its own zone.
///
/// @param due until when it was to have sent; empty: nothing was expected that day
/// @param arrived what it sent that day, the oldest first
public record DeliveryDay(
    LocalDate date,
    UUID inbox,
    String inboxName,
    Optional<UUID> sender,
    String senderName,
    Optional<Instant> due,
    List<Arrival> arrived,
    Punctuality punctuality) {
  public DeliveryDay {
    arrived = List.copyOf(arrived);
  }

  /// A delivery of that day, and what came of it.
  ///
  /// @param state of its execution; empty: it was refused or a duplicate
  /// @param wrong what was wrong with it, shortly, for people; empty: nothing
  public record Arrival(
      UUID delivery,
      Optional<UUID> execution,
      String filename,
      Instant at,
      Optional<ExecutionState> state,
      long read,
      long rejected,
      Optional<String> wrong) {}

  /// Whether a sender kept to its hour, with the published name.
  public enum Punctuality {
    ON_TIME("a_tiempo"),
    LATE("tarde"),
    NOT_YET("pendiente"),
    MISSING("no_enviado"),
    UNEXPECTED("no_esperado");

    private final String published;

    Punctuality(String published) {
      this.published = published;
    }

    public String published() {
      return published;
    }
  }
}
