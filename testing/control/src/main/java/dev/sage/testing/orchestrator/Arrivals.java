package dev.sage.testing.orchestrator;

import dev.sage.orchestrator.execution.Execution;
import dev.sage.orchestrator.execution.Failure;
import dev.sage.orchestrator.execution.NewExecution;
import dev.sage.orchestrator.execution.Transition;
import dev.sage.orchestrator.inbox.Delivery;
import dev.sage.orchestrator.inbox.Found;
import dev.sage.orchestrator.inbox.Receipt;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.worker.WorkOrder;
import dev.sage.worker.WorkOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Deliveries and what comes of them, for the suites.
final class Arrivals {
  static final Failure FAILURE = new Failure(ErrorCode.DESTINATION_UNREACHABLE, "It is away.");

  private final ControlPath path;

  Arrivals(ControlPath path) {
    this.path = path;
  }

  /// A content that nothing else has.
  static String content() {
    return sha256(UUID.randomUUID());
  }

  static String sha256(UUID of) {
    return (of + "" + of).replace("-", "");
  }

  /// A file that lies in the inbox, of the name and the content.
  Delivery file(UUID inbox, Optional<UUID> sender, String name, String sha256) {
    Found found = new Found(name, 12, path.now().minusSeconds(60).plusNanos(123));
    return delivery(inbox, sender, Optional.of(found), name, sha256, path.now());
  }

  static Delivery delivery(
      UUID inbox,
      Optional<UUID> sender,
      Optional<Found> origin,
      String name,
      String sha256,
      Instant at) {
    return new Delivery(
        UUID.randomUUID(),
        inbox,
        sender,
        origin,
        name,
        12,
        sha256,
        at.truncatedTo(ChronoUnit.MILLIS));
  }

  NewExecution execution(Delivery delivery, int priority) {
    UUID id = UUID.randomUUID();
    WorkOrder order =
        new WorkOrder(
            id,
            1,
            "ventas",
            sha256(id),
            new WorkOrder.Input(id, delivery.filename()),
            Optional.of("ventas"),
            Optional.empty(),
            Optional.empty(),
            Language.EN,
            Optional.empty(),
            new WorkOrder.Origin(Optional.of(delivery.inbox()), delivery.sender()));
    return new NewExecution(
        order,
        path.contractVersion(delivery.inbox()),
        priority,
        Duration.ofMinutes(30),
        Optional.empty());
  }

  Receipt receive(Delivery delivery) {
    return path.ledger().receive(delivery, execution(delivery, 0));
  }

  /// A new execution that waits.
  UUID waiting(UUID inbox, int priority) {
    Delivery delivery = file(inbox, Optional.empty(), UUID.randomUUID() + ".csv", content());
    NewExecution execution = execution(delivery, priority);
    path.ledger().receive(delivery, execution);
    return execution.id();
  }

  /// A new execution that was claimed, when nothing else waits.
  Execution running(UUID inbox) {
    waiting(inbox, 0);
    return path.queue().claim("daemon-1", 1).getFirst();
  }

  static Transition.End done() {
    return end("done", 0, "Éxito", 0);
  }

  static Transition.End partial() {
    return end("done", 1, "Parcial", 3);
  }

  static Transition.End refused() {
    return end("refused", 1, "Fallido", 3);
  }

  private static Transition.End end(String outcome, int exit, String status, long errors) {
    return new Transition.End(
        new WorkOutcome.Ended(
            1,
            outcome,
            exit,
            status,
            10,
            10 - errors,
            errors,
            0,
            errors,
            0,
            0,
            List.of(new WorkOutcome.Landed("ventas_dw", 10 - errors, "LOADED")),
            Instant.parse("2026-01-01T00:00:00Z")));
  }

  /// One of every kind; of an end, one of every outcome.
  static List<Transition> transitions() {
    return List.of(
        done(),
        partial(),
        refused(),
        new Transition.Postpone(FAILURE, Duration.ZERO),
        new Transition.Recover(Duration.ZERO),
        new Transition.HandBack(Duration.ZERO),
        new Transition.Fail(FAILURE),
        new Transition.Cancel("ana"),
        new Transition.Stop(FAILURE),
        new Transition.Retry("ana"));
  }
}
