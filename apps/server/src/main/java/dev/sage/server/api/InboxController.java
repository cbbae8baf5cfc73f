package dev.sage.server.api;

import dev.sage.server.admin.Desks;
import dev.sage.server.admin.InboxForm;
import dev.sage.server.admin.InboxView;
import dev.sage.server.admin.MaterializationView;
import dev.sage.server.admin.Page;
import dev.sage.server.platform.Platform;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Inboxes: where deliveries arrive.
@RestController
@Tag(name = "inboxes")
public final class InboxController {
  private final Platform platform;

  public InboxController(Platform platform) {
    this.platform = platform;
  }

  private Desks.Inboxes desk() {
    return platform.services().desks().inboxes();
  }

  @GetMapping("/api/v1/inboxes")
  @Operation(summary = "List inboxes by name")
  public Page<InboxView> list(
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    return desk().list(Requests.paging(after, limit));
  }

  @PostMapping("/api/v1/inboxes")
  @Operation(summary = "Make an inbox")
  public ResponseEntity<InboxView> create(@RequestBody InboxForm form) {
    InboxView made = desk().create(form, Callers.name());
    return ResponseEntity.created(URI.create("/api/v1/inboxes/" + made.id()))
        .eTag(Requests.tag(made.revision()))
        .body(made);
  }

  @GetMapping("/api/v1/inboxes/{inbox}")
  @Operation(
      summary = "Show an inbox",
      description = "By its id or its name. The ETag is its revision.")
  public ResponseEntity<InboxView> show(@PathVariable String inbox) {
    InboxView view = desk().get(inbox);
    Callers.requireInbox(view.id());
    return ResponseEntity.ok().eTag(Requests.tag(view.revision())).body(view);
  }

  @PutMapping("/api/v1/inboxes/{inbox}")
  @Operation(
      summary = "Change an inbox",
      description = "If-Match has the ETag that was seen, or *. 412 when it has changed since.")
  public ResponseEntity<InboxView> change(
      @PathVariable String inbox,
      @RequestBody InboxForm form,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
    InboxView seen = desk().get(inbox);
    Optional<Long> revision = revision(ifMatch, seen);
    InboxView changed = desk().change(seen.id(), form, revision, Callers.name());
    return ResponseEntity.ok().eTag(Requests.tag(changed.revision())).body(changed);
  }

  @DeleteMapping("/api/v1/inboxes/{inbox}")
  @Operation(
      summary = "Remove an inbox",
      description = "One that has received deliveries is kept; make it inactive instead (409).")
  public ResponseEntity<Void> remove(
      @PathVariable String inbox,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
    InboxView seen = desk().get(inbox);
    desk().remove(seen.id(), revision(ifMatch, seen), Callers.name());
    return ResponseEntity.noContent().build();
  }

  /// What was seen must be what is there now; what changes between is found by the desk.
  private static Optional<Long> revision(@Nullable String ifMatch, InboxView now) {
    Optional<String> tag = Requests.ifMatch(ifMatch);
    if (tag.isPresent() && !tag.get().equals(Long.toString(now.revision()))) {
      throw Requests.changed();
    }
    return tag.map(Long::valueOf);
  }

  @GetMapping("/api/v1/materializations")
  @Operation(summary = "Where the inboxes land what they accept")
  public Page<MaterializationView> materializations(
      @RequestParam(required = false) @Nullable String inbox) {
    Optional<UUID> id = Optional.ofNullable(inbox).map(name -> desk().get(name).id());
    return Page.of(desk().materializations(id));
  }
}
