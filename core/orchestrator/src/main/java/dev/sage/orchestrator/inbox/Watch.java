package dev.sage.orchestrator.inbox;

import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.orchestrator.inbox.InboxSource.Listing;
import dev.sage.orchestrator.inbox.InboxSource.Place;
import dev.sage.orchestrator.inbox.Ledger.Settled;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// One inbox, looked at again and again by one daemon.
public final class Watch implements AutoCloseable {
  private static final int MOVES = 1_000;

  /// Who dies or is cut off between a move and its record leaves a file that nobody sees lying
  /// there any more: so the first of so many looks asks the ledger in any case.
  private static final int ASK_EVERY = 12;

  private final InboxSource source;
  private final Wholeness wholeness;
  private final Ledger ledger;
  private final Intake intake;
  private final Executor takers;
  private final Events events;

  /// Files that lie there and are in the ledger: there is no need to ask it again.
  private final Set<Found> known = ConcurrentHashMap.newKeySet();

  private int looks;

  /// @param takers copy and hash files, several at a time
  public Watch(
      InboxSource source,
      Duration settle,
      Ledger ledger,
      Intake intake,
      Executor takers,
      Events events,
      LongSupplier nanoTime) {
    this.source = source;
    this.wholeness = new Wholeness(settle, nanoTime);
    this.ledger = ledger;
    this.intake = intake;
    this.takers = takers;
    this.events = events;
  }

  /// Takes in what is whole and new, moves away what is decided.
  ///
  /// @throws IOException when the place cannot be looked at
  /// @throws SageException when the ledger cannot be asked
  public void look(Inbox inbox) throws IOException {
    Listing listing = source.list();
    known.retainAll(new HashSet<>(listing.files()));
    List<CompletableFuture<Void>> takes =
        wholeness.whole(listing).stream()
            .filter(file -> !known.contains(file))
            .map(file -> CompletableFuture.runAsync(() -> take(inbox, file), takers))
            .toList();
    takes.forEach(CompletableFuture::join);
    if (!known.isEmpty() || looks % ASK_EVERY == 0) {
      moveDecided(inbox);
    }
    looks++;
  }

  /// What goes wrong with one file does not keep others from coming in.
  private void take(Inbox inbox, Found file) {
    try {
      if (!ledger.knows(inbox.id(), file)) {
        Optional<Receipt> receipt = intake.take(inbox, source, file);
        if (receipt.isEmpty()) {
          return; // it is still being written
        }
        events.taken().accept(inbox, file, receipt.get());
      }
      known.add(file);
    } catch (IOException | SageException e) {
      events.trouble().accept(e);
    }
  }

  private void moveDecided(Inbox inbox) {
    for (Settled settled : ledger.unmoved(inbox.id(), MOVES)) {
      Found file = settled.delivery().origin().orElseThrow();
      try {
        String where = source.move(file, place(settled), file.filename());
        ledger.moved(settled.delivery().id(), where);
        known.remove(file);
        events.moved().accept(inbox, file, where);
      } catch (IOException e) {
        events.trouble().accept(e);
      }
    }
  }

  private static Place place(Settled settled) {
    if (settled.duplicate()) {
      return Place.PROCESSED;
    }
    return settled.state().filter(Watch::isGood).isPresent() ? Place.PROCESSED : Place.REJECTED;
  }

  private static boolean isGood(ExecutionState state) {
    return state == ExecutionState.COMPLETED || state == ExecutionState.PARTIAL;
  }

  @Override
  public void close() {
    source.close();
  }

  /// Who is told what happens here.
  public record Events(Taken taken, Moved moved, Consumer<Exception> trouble) {}

  /// A file was taken in, or refused.
  @FunctionalInterface
  public interface Taken {
    void accept(Inbox inbox, Found file, Receipt receipt);
  }

  /// A file left the inbox.
  @FunctionalInterface
  public interface Moved {
    void accept(Inbox inbox, Found file, String where);
  }
}
