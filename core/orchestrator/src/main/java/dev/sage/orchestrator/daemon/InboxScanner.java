package dev.sage.orchestrator.daemon;

import dev.sage.orchestrator.daemon.DaemonEvents.Component;
import dev.sage.orchestrator.inbox.Inbox;
import dev.sage.orchestrator.inbox.InboxSources;
import dev.sage.orchestrator.inbox.Inboxes;
import dev.sage.orchestrator.inbox.Intake;
import dev.sage.orchestrator.inbox.Ledger;
import dev.sage.orchestrator.inbox.Watch;
import dev.sage.spi.SageException;
import dev.sage.spi.lease.Lease;
import dev.sage.spi.lease.Leases;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/// Looks into the inboxes that this daemon has the lease of, takes in what is whole, and moves away
/// what is decided. Of several daemons that may serve an inbox, one does, until it is gone.
final class InboxScanner {
  private final String daemon;
  private final Inboxes inboxes;
  private final Leases leases;
  private final Duration leaseLength;
  private final InboxSources sources;
  private final Ledger ledger;
  private final Intake intake;
  private final Executor takers;
  private final DaemonEvents events;
  private final LongSupplier nanoTime;
  private final Map<UUID, Served> served = new ConcurrentHashMap<>();

  InboxScanner(DaemonParts parts, DaemonSettings settings) {
    this.daemon = settings.name();
    this.inboxes = parts.inboxes();
    this.leases = parts.leases();
    this.leaseLength = settings.lease();
    this.sources = parts.sources();
    this.ledger = parts.ledger();
    this.intake = parts.intake();
    this.takers = parts.takers();
    this.events = parts.events();
    this.nanoTime = parts.nanoTime();
  }

  /// One look at every inbox.
  void scan() {
    List<Inbox> all = inboxes.servedBy(daemon);
    dropOthers(all);
    all.forEach(this::scan);
  }

  /// Keeps the leases while a look takes long.
  void renew() {
    for (Served one : served.values()) {
      if (!one.lease().renew()) {
        drop(one);
      }
    }
  }

  /// Gives the inboxes to others.
  void stop() {
    for (Served one : served.values()) {
      drop(one);
      one.lease().release();
    }
  }

  private void scan(Inbox inbox) {
    try {
      Optional<Served> watched = watched(inbox);
      if (watched.isPresent()) {
        watched.get().watch().look(inbox);
        events.fine(Component.SCANNER);
      }
    } catch (IOException | SageException e) {
      events.trouble(Component.SCANNER, e);
    }
  }

  private Optional<Served> watched(Inbox inbox) throws IOException {
    Served now = served.get(inbox.id());
    if (now != null && now.isFor(inbox)) {
      return Optional.of(now);
    }
    if (now != null) {
      drop(now);
      now.lease().release();
    }
    Optional<Lease> lease = leases.acquire(inbox.id(), daemon, leaseLength, 0);
    return lease.isPresent() ? Optional.of(begin(inbox, lease.get())) : Optional.empty();
  }

  private Served begin(Inbox inbox, Lease lease) throws IOException {
    try {
      Watch watch =
          new Watch(
              sources.open(inbox), inbox.settle(), ledger, intake, takers, events(), nanoTime);
      Served begun = new Served(inbox, lease, watch);
      served.put(inbox.id(), begun);
      return begun;
    } catch (IOException e) {
      lease.release();
      throw e;
    }
  }

  private Watch.Events events() {
    return new Watch.Events(
        events::taken, events::moved, e -> events.trouble(Component.SCANNER, e));
  }

  private void dropOthers(List<Inbox> all) {
    Iterator<Served> each = served.values().iterator();
    while (each.hasNext()) {
      Served one = each.next();
      if (all.stream().noneMatch(inbox -> inbox.id().equals(one.inbox().id()))) {
        drop(one);
        one.lease().release();
      }
    }
  }

  private void drop(Served one) {
    served.remove(one.inbox().id(), one);
    one.watch().close();
  }

  /// An inbox while this daemon has its lease.
  private record Served(Inbox inbox, Lease lease, Watch watch) {
    /// Whether it still watches the same place in the same way.
    boolean isFor(Inbox now) {
      return inbox.folder().equals(now.folder()) && inbox.settle().equals(now.settle());
    }
  }
}
