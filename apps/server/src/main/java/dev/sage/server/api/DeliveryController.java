package dev.sage.server.api;

import dev.sage.orchestrator.calendar.DeliveryDay;
import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.orchestrator.inbox.Inbox;
import dev.sage.orchestrator.inbox.Receipt;
import dev.sage.orchestrator.inbox.Sender;
import dev.sage.server.admin.Caller;
import dev.sage.server.admin.Page;
import dev.sage.server.platform.Platform;
import dev.sage.server.platform.Services;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import tools.jackson.databind.json.JsonMapper;

/// Deliveries: what arrives by HTTP, and who has sent on a day.
@RestController
@Tag(name = "deliveries")
public final class DeliveryController {
  private final Platform platform;
  private final JsonMapper json;

  public DeliveryController(Platform platform, JsonMapper json) {
    this.platform = platform;
    this.json = json;
  }

  @PostMapping(
      path = "/api/v1/inboxes/{inbox}/deliveries",
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Send a file to an inbox",
      description =
          "The body is the file, or multipart/form-data with it. 202 when it was queued, 200 when the inbox had this content before. With Idempotency-Key the same request is answered as before for a day.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
              schema = @Schema(type = "string", format = "binary")))
  public ResponseEntity<String> send(
      @PathVariable String inbox,
      @RequestParam(required = false) @Nullable String filename,
      @RequestParam(required = false) @Nullable String sender,
      @RequestParam(required = false) @Nullable UUID corrects,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      HttpServletRequest request)
      throws IOException {
    Services services = platform.services();
    Reception reception = new Reception(services);
    Caller caller = Callers.now();
    Inbox target = reception.inbox(services.desks().inboxes().get(inbox).id());
    Callers.requireInbox(target.id());
    String name = filename(filename, request);
    Optional<Sender> from = reception.sender(target, caller, Optional.ofNullable(sender), name);
    try (InputStream body = body(request);
        Arrived arrived = Arrived.of(body, folder(), platform.settings().limits().upload())) {
      if (!arrived.whole()) {
        throw new SageException(ErrorCode.INPUT_CHANGED, BROKEN);
      }
      Once once = new Once(services.desks().idempotency(), caller, Optional.ofNullable(key));
      String print = fingerprint(target, name, from, corrects, arrived);
      return once.answer(
          print,
          () ->
              answer(
                  reception.take(
                      target,
                      from,
                      name,
                      arrived.file(),
                      arrived.size(),
                      arrived.sha256(),
                      Optional.ofNullable(corrects))));
    }
  }

  private Once.Made answer(Receipt receipt) {
    ReceiptView view = ReceiptView.of(receipt);
    return new Once.Made(view.httpStatus(), json.writeValueAsString(view));
  }

  private Path folder() {
    return platform.settings().home().resolve("incoming");
  }

  private static InputStream body(HttpServletRequest request) throws IOException {
    return request instanceof MultipartHttpServletRequest multipart
        ? file(multipart).getInputStream()
        : request.getInputStream();
  }

  private static MultipartFile file(MultipartHttpServletRequest multipart) {
    return multipart.getFileMap().values().stream()
        .findFirst()
        .orElseThrow(() -> new SageException(ErrorCode.USAGE, NO_FILE));
  }

  private static String filename(@Nullable String given, HttpServletRequest request) {
    String name = given;
    if (name == null && request instanceof MultipartHttpServletRequest multipart) {
      name = file(multipart).getOriginalFilename();
    }
    if (name == null && request.getHeader("Content-Disposition") != null) {
      name = ContentDisposition.parse(request.getHeader("Content-Disposition")).getFilename();
    }
    if (name == null || name.isBlank() || name.length() > 255) {
      throw Requests.wrong("filename", "ventas.csv");
    }
    return name;
  }

  private static String fingerprint(
      Inbox inbox, String name, Optional<Sender> sender, @Nullable UUID corrects, Arrived arrived) {
    String text =
        "%s\n%s\n%s\n%s\n%s"
            .formatted(inbox.id(), name, sender.map(Sender::id), corrects, arrived.sha256());
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// @param inbox its name
  /// @param punctuality `a_tiempo`, `tarde`, `pendiente`, `no_enviado`, `no_esperado`
  public record DayView(
      LocalDate date,
      UUID inboxId,
      String inbox,
      String sender,
      Optional<Instant> due,
      String punctuality,
      List<ArrivalView> arrived) {
    public DayView {
      arrived = List.copyOf(arrived);
    }
  }

  /// @param wrong what was wrong with it, shortly
  public record ArrivalView(
      UUID delivery,
      Optional<UUID> execution,
      String filename,
      Instant at,
      Optional<String> state,
      long read,
      long rejected,
      Optional<String> wrong) {}

  @GetMapping("/api/v1/deliveries")
  @Operation(
      summary = "Who was to send on a day and who has",
      description = "Today, in UTC, when there is no date.")
  public Page<DayView> day(
      @RequestParam(required = false) @Nullable LocalDate date,
      @RequestParam(required = false) @Nullable String inbox) {
    Services services = platform.services();
    LocalDate day =
        date == null ? LocalDate.ofInstant(platform.clock().instant(), ZoneOffset.UTC) : date;
    Optional<UUID> only =
        Optional.ofNullable(inbox).map(name -> services.desks().inboxes().get(name).id());
    return Page.of(
        services.calendar().day(day, only).stream().map(DeliveryController::view).toList());
  }

  private static DayView view(DeliveryDay day) {
    return new DayView(
        day.date(),
        day.inbox(),
        day.inboxName(),
        day.senderName(),
        day.due(),
        day.punctuality().published(),
        day.arrived().stream()
            .map(a ->
                new ArrivalView(
                    a.delivery(),
                    a.execution(),
                    a.filename(),
                    a.at(),
                    a.state().map(ExecutionState::published),
                    a.read(),
                    a.rejected(),
                    a.wrong()))
            .toList());
  }

  private static final Message NO_FILE =
      new Message("El multipart no tiene ningún fichero.", "The multipart body has no file.");
  private static final Message BROKEN =
      new Message(
          "El envío se cortó: repítalo, o súbalo por partes en /api/v1/uploads.",
          "The transfer broke off: repeat it, or send it in parts to /api/v1/uploads.");
}
