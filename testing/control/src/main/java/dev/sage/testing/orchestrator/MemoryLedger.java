package dev.sage.testing.orchestrator;

import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.orchestrator.execution.NewExecution;
import dev.sage.orchestrator.inbox.Delivery;
import dev.sage.orchestrator.inbox.Found;
import dev.sage.orchestrator.inbox.Ledger;
import dev.sage.orchestrator.inbox.Receipt;
import dev.sage.spi.notify.Notification;
import dev.sage.testing.orchestrator.MemoryMetadata.Received;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// The ledger over [MemoryMetadata].
public record MemoryLedger(MemoryMetadata metadata) implements Ledger {
  @Override
  public boolean knows(UUID inbox, Found file) {
    return metadata.deliveries().stream()
        .anyMatch(r ->
            r.movedTo().isEmpty()
                && r.delivery.inbox().equals(inbox)
                && r.delivery.origin().equals(Optional.of(file)));
  }

  @Override
  public Receipt receive(Delivery delivery, NewExecution execution) {
    synchronized (metadata) {
      Optional<Receipt> again = metadata.receipt(delivery.id());
      if (again.isPresent()) {
        return again.get();
      }
      Optional<Received> first = metadata.byContent(delivery.inbox(), delivery.sha256());
      if (first.isPresent()) {
        UUID done = Objects.requireNonNull(first.get().execution);
        Receipt receipt = new Receipt.Duplicate(delivery.id(), first.get().delivery.id(), done);
        metadata.receive(new Received(delivery, receipt, done, true, 0), null);
        return receipt;
      }
      Optional<Received> before = earlier(delivery);
      int version = before.map(r -> r.version + 1).orElse(1);
      Receipt receipt =
          new Receipt.Accepted(
              delivery.id(), execution.id(), version, before.map(r -> r.delivery.id()));
      metadata.receive(new Received(delivery, receipt, execution.id(), false, version), execution);
      return receipt;
    }
  }

  private Optional<Received> earlier(Delivery delivery) {
    return metadata.deliveries().stream()
        .filter(r -> r.execution != null && !r.duplicate)
        .filter(r ->
            r.delivery.inbox().equals(delivery.inbox())
                && r.delivery.sender().equals(delivery.sender())
                && r.delivery.filename().equals(delivery.filename()))
        .reduce((one, two) -> two);
  }

  @Override
  public Receipt.Refused refuse(Delivery delivery, String reason) {
    Receipt.Refused receipt = new Receipt.Refused(delivery.id(), reason);
    metadata.receive(new Received(delivery, receipt, null, false, 0), null);
    metadata.announce(
        delivery.id(),
        Notification.Kind.DELIVERY_REFUSED,
        Map.of("file", delivery.filename(), "message", reason));
    return receipt;
  }

  @Override
  public List<Settled> unmoved(UUID inbox, int most) {
    return metadata.deliveries().stream()
        .filter(r -> r.delivery.inbox().equals(inbox) && r.delivery.origin().isPresent())
        .filter(r -> r.movedTo == null && isDecided(r))
        .limit(most)
        .map(r -> new Settled(r.delivery, state(r), r.duplicate))
        .toList();
  }

  private boolean isDecided(Received received) {
    return received.execution == null
        || received.duplicate
        || state(received).filter(ExecutionState::isEnd).isPresent();
  }

  private Optional<ExecutionState> state(Received received) {
    return received.duplicate ? Optional.empty() : metadata.state(received.execution);
  }

  @Override
  public void moved(UUID delivery, String where) {
    metadata.deliveries().stream()
        .filter(r -> r.delivery.id().equals(delivery))
        .forEach(r -> r.movedTo = where);
  }
}
