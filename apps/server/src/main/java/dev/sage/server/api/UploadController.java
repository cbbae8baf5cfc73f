package dev.sage.server.api;

import dev.sage.orchestrator.inbox.Inbox;
import dev.sage.orchestrator.inbox.Receipt;
import dev.sage.orchestrator.inbox.Sender;
import dev.sage.server.admin.Caller;
import dev.sage.server.admin.Desks;
import dev.sage.server.admin.UploadView;
import dev.sage.server.platform.Platform;
import dev.sage.server.platform.Services;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/// Uploads in parts that can be gone on with, on any server, in the manner of tus.
@RestController
@Tag(name = "uploads")
public final class UploadController {
  private static final String OFFSET = "Upload-Offset";
  private static final String LENGTH = "Upload-Length";
  private static final String TYPE = "application/offset+octet-stream";

  private final Platform platform;

  public UploadController(Platform platform) {
    this.platform = platform;
  }

  /// @param inbox its name or id
  /// @param size in bytes, of all
  /// @param sender its name
  public record UploadForm(
      @Nullable String inbox,
      @Nullable String filename,
      @Nullable Long size,
      Optional<String> sender) {}

  private Desks.Uploads desk() {
    return platform.services().desks().uploads();
  }

  @PostMapping("/api/v1/uploads")
  @Operation(summary = "Begin an upload in parts")
  public ResponseEntity<UploadView> begin(@RequestBody UploadForm form) {
    if (form.inbox() == null || form.filename() == null || form.size() == null || form.size() < 0) {
      throw Requests.wrong("inbox, filename, size", "{\"inbox\": …, \"filename\": …, \"size\": …}");
    }
    if (form.size() > platform.settings().limits().upload()) {
      throw new SageException(ErrorCode.TOO_LARGE, TOO_LARGE);
    }
    Services services = platform.services();
    Reception reception = new Reception(services);
    Inbox inbox = reception.inbox(services.desks().inboxes().get(form.inbox()).id());
    Callers.requireInbox(inbox.id());
    Caller caller = Callers.now();
    Optional<Sender> sender = reception.sender(inbox, caller, form.sender(), form.filename());
    UploadView made =
        desk()
            .begin(
                inbox.id(),
                sender.map(Sender::id),
                form.filename(),
                form.size(),
                platform.settings().retention().uploads(),
                caller.name());
    return ResponseEntity.created(URI.create("/api/v1/uploads/" + made.id()))
        .header(OFFSET, "0")
        .body(made);
  }

  @RequestMapping(path = "/api/v1/uploads/{id}", method = RequestMethod.HEAD)
  @Operation(summary = "How much of an upload is here")
  public ResponseEntity<Void> offset(@PathVariable UUID id) {
    UploadView upload = mine(id);
    return ResponseEntity.ok()
        .header(OFFSET, Long.toString(upload.offset()))
        .header(LENGTH, Long.toString(upload.size()))
        .header("Cache-Control", "no-store")
        .build();
  }

  @PatchMapping(path = "/api/v1/uploads/{id}", consumes = TYPE)
  @Operation(
      summary = "Send a part of an upload",
      description =
          "Upload-Offset says where it begins. 204 when more is to come; with the last byte the delivery is taken in and answered as if it had been sent at once.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content = @Content(mediaType = TYPE, schema = @Schema(type = "string", format = "binary")))
  public ResponseEntity<ReceiptView> part(
      @PathVariable UUID id,
      @RequestHeader(name = OFFSET, required = false) @Nullable Long offset,
      HttpServletRequest request)
      throws IOException {
    UploadView upload = mine(id);
    if (offset == null || offset != upload.offset()) {
      throw new SageException(ErrorCode.CONFLICT, ELSEWHERE);
    }
    long now = received(upload, request.getInputStream());
    if (now < upload.size()) {
      return ResponseEntity.noContent().header(OFFSET, Long.toString(now)).build();
    }
    ReceiptView view = ReceiptView.of(ended(upload));
    return ResponseEntity.status(view.httpStatus()).header(OFFSET, Long.toString(now)).body(view);
  }

  @DeleteMapping("/api/v1/uploads/{id}")
  @Operation(summary = "Give an upload up")
  public ResponseEntity<Void> remove(@PathVariable UUID id) {
    mine(id);
    platform.services().store().deleteAll(id);
    desk().remove(id);
    return ResponseEntity.noContent().build();
  }

  private UploadView mine(UUID id) {
    UploadView upload = desk().get(id);
    Callers.requireInbox(upload.inbox());
    return upload;
  }

  /// Keeps what came, also of a transfer that broke off.
  ///
  /// @return the new offset
  private long received(UploadView upload, InputStream body) throws IOException {
    try (Arrived part = Arrived.of(body, folder(), upload.size() - upload.offset())) {
      long to = upload.offset() + part.size();
      if (part.size() > 0) {
        new Parts(platform.services().store(), upload.id()).put(upload.offset(), to, part.file());
        if (!desk().advance(upload.id(), upload.offset(), to)) {
          throw new SageException(ErrorCode.CONFLICT, ELSEWHERE);
        }
      }
      return to;
    }
  }

  private Receipt ended(UploadView upload) throws IOException {
    Services services = platform.services();
    Reception reception = new Reception(services);
    Inbox inbox = reception.inbox(upload.inbox());
    Optional<Sender> sender =
        inbox.senders().stream()
            .filter(s -> upload.sender().filter(s.id()::equals).isPresent())
            .findFirst();
    try (InputStream whole = new Parts(services.store(), upload.id()).joined(upload.size());
        Arrived arrived = Arrived.of(whole, folder(), upload.size())) {
      Receipt receipt =
          reception.take(
              inbox,
              sender,
              upload.filename(),
              arrived.file(),
              arrived.size(),
              arrived.sha256(),
              Optional.empty());
      services.store().deleteAll(upload.id());
      desk().remove(upload.id());
      return receipt;
    }
  }

  private Path folder() {
    return platform.settings().home().resolve("incoming");
  }

  private static final Message TOO_LARGE =
      new Message("Pasa del límite (limits.upload).", "Larger than the limit (limits.upload).");
  private static final Message ELSEWHERE =
      new Message(
          "Upload-Offset no es donde va la subida: pregúntelo con HEAD.",
          "Upload-Offset is not where the upload is: ask by HEAD.");
}
