package dev.sage.server.api;

import dev.sage.orchestrator.inbox.Inbox;
import dev.sage.orchestrator.inbox.Receipt;
import dev.sage.orchestrator.inbox.Sender;
import dev.sage.server.admin.Caller;
import dev.sage.server.platform.Services;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Takes in what was uploaded, whichever way.
record Reception(Services services) {

  Receipt take(
      Inbox inbox,
      Optional<Sender> sender,
      String filename,
      Path content,
      long size,
      String sha256,
      Optional<UUID> corrects)
      throws IOException {
    Receipt receipt = services.intake().accept(inbox, sender, filename, content, sha256, corrects);
    services.watch().uploaded(inbox, size, receipt);
    return receipt;
  }

  /// @throws SageException [ErrorCode#CONFLICT] for an inbox that takes nothing now
  Inbox inbox(UUID id) {
    return services
        .inboxes()
        .find(id)
        .orElseThrow(() -> new SageException(ErrorCode.CONFLICT, INACTIVE));
  }

  /// Who sends: who the token is for, else who was named, else whose files are called like that.
  Optional<Sender> sender(Inbox inbox, Caller caller, Optional<String> named, String filename) {
    List<Sender> senders = inbox.senders();
    if (caller.sender().isPresent()) {
      UUID own = caller.sender().get();
      return Optional.of(one(senders.stream().filter(s -> s.id().equals(own)).findFirst()));
    }
    if (named.isPresent()) {
      return Optional.of(
          one(senders.stream().filter(s -> s.name().equals(named.get())).findFirst()));
    }
    return senders.isEmpty()
        ? Optional.empty()
        : Optional.of(one(senders.stream().filter(s -> matches(s, filename)).findFirst()));
  }

  private static boolean matches(Sender sender, String filename) {
    return sender
        .pattern()
        .map(glob ->
            FileSystems.getDefault()
                .getPathMatcher("glob:" + glob)
                .matches(Path.of(filename.replace('/', '_'))))
        .orElse(false);
  }

  private static Sender one(Optional<Sender> found) {
    return found.orElseThrow(() -> new SageException(ErrorCode.USAGE, WHO));
  }

  private static final Message INACTIVE =
      new Message(
          "La casilla está inactiva: no recibe entregas.",
          "The inbox is inactive: it takes no deliveries.");
  private static final Message WHO =
      new Message(
          "No se sabe quién envía: diga en «sender» el nombre de un emisor activo de la casilla.",
          "It is not known who sends: name an active sender of the inbox in 'sender'.");
}
