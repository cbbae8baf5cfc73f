package dev.sage.orchestrator.inbox;

import dev.sage.orchestrator.execution.NewExecution;
import dev.sage.orchestrator.inbox.Inbox.ContractVersion;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.worker.WorkOrder;
import dev.sage.worker.WorkOrder.Input;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Takes deliveries in: copies a file once, hashing it, into the store of its execution, and enters
/// it into the ledger. What the ledger does not accept is taken out of the store again.
///
/// Dying anywhere in here loses nothing: the file still lies where it arrived, and what was stored
/// for an execution that nobody knows is rubbish that can be deleted at any time.
public final class Intake {
  private final ExecutionStore store;
  private final Ledger ledger;
  private final Path scratch;
  private final Clock clock;
  private final Supplier<UUID> ids;

  /// @param scratch a directory for what is being copied, best on the disk of the store
  public Intake(
      ExecutionStore store, Ledger ledger, Path scratch, Clock clock, Supplier<UUID> ids) {
    this.store = store;
    this.ledger = ledger;
    this.scratch = scratch;
    this.clock = clock;
    this.ids = ids;
  }

  /// Takes a file of an inbox's source.
  ///
  /// @return empty when it changed while it was copied: it is not whole, and nothing was recorded
  /// @throws SageException when the store or the ledger fails; nothing was recorded, or the ledger
  ///   knows it
  public Optional<Receipt> take(Inbox inbox, InboxSource source, Found file) throws IOException {
    Optional<Senders.Origin> origin = Senders.of(inbox, file);
    Path copy = scratchFile();
    try {
      String sha256 = copied(source, file, copy);
      if (Files.size(copy) != file.size() || !source.isUnchanged(file)) {
        return Optional.empty();
      }
      Delivery delivery =
          delivery(
              inbox,
              origin.flatMap(Senders.Origin::sender),
              Optional.of(file),
              file.filename(),
              file.size(),
              sha256);
      return Optional.of(
          origin.isPresent()
              ? received(inbox, delivery, copy, Optional.empty())
              : ledger.refuse(delivery, unknownSender(inbox)));
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  /// Takes a file that was uploaded and lies on this machine.
  ///
  /// @param content is left as it is and must not be changed afterwards
  /// @param corrects the execution whose rejects it corrects; empty: it is a delivery like others
  public Receipt accept(
      Inbox inbox,
      Optional<Sender> sender,
      String filename,
      Path content,
      String sha256,
      Optional<UUID> corrects)
      throws IOException {
    Delivery delivery =
        delivery(inbox, sender, Optional.empty(), filename, Files.size(content), sha256);
    return received(inbox, delivery, content, corrects);
  }

  private Receipt received(Inbox inbox, Delivery delivery, Path content, Optional<UUID> corrects)
      throws IOException {
    NewExecution execution = execution(inbox, delivery, corrects);
    store(inbox.contract(), execution, content);
    Receipt receipt = ledger.receive(delivery, execution);
    if (!(receipt instanceof Receipt.Accepted)) {
      store.deleteAll(execution.id());
    }
    return receipt;
  }

  private void store(ContractVersion contract, NewExecution execution, Path content)
      throws IOException {
    Path yaml = Files.write(scratchFile(), contract.yaml());
    try {
      store.put(execution.id(), 0, "input/" + execution.order().input().filename(), content);
      store.put(execution.id(), 0, "contract.yaml", yaml);
    } finally {
      Files.deleteIfExists(yaml);
    }
  }

  private Delivery delivery(
      Inbox inbox,
      Optional<Sender> sender,
      Optional<Found> found,
      String filename,
      long size,
      String sha256) {
    return new Delivery(
        ids.get(),
        inbox.id(),
        sender.map(Sender::id),
        found,
        filename,
        size,
        sha256,
        clock.instant());
  }

  private NewExecution execution(Inbox inbox, Delivery delivery, Optional<UUID> corrects) {
    UUID id = ids.get();
    WorkOrder order =
        new WorkOrder(
            id,
            1,
            inbox.contract().name(),
            inbox.contract().sha256(),
            new Input(id, StoredNames.of(delivery.filename())),
            inbox.catalog(),
            inbox.delivery(),
            inbox.onError(),
            inbox.language(),
            corrects,
            new WorkOrder.Origin(Optional.of(inbox.id()), delivery.sender()));
    return new NewExecution(
        order, inbox.contract().id(), inbox.priority(), inbox.deadline(), Optional.empty());
  }

  private String copied(InboxSource source, Found file, Path copy) throws IOException {
    try (InputStream in = source.open(file)) {
      return HashedCopy.of(in, copy);
    }
  }

  private Path scratchFile() throws IOException {
    try {
      return Files.createTempFile(Files.createDirectories(scratch), "arriving-", ".tmp");
    } catch (IOException e) {
      throw new SageException(
          ErrorCode.STORAGE,
          "The directory %s for arriving files cannot be used. See its permissions and space."
              .formatted(scratch),
          e);
    }
  }

  private static String unknownSender(Inbox inbox) {
    return "No sender of the inbox '%s' sends files of this name or from this folder."
        .formatted(inbox.name());
  }
}
