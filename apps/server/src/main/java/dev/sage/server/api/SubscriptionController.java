package dev.sage.server.api;

import dev.sage.server.admin.Desks;
import dev.sage.server.admin.Page;
import dev.sage.server.admin.SubscriptionForm;
import dev.sage.server.admin.SubscriptionView;
import dev.sage.server.platform.Platform;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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

/// Subscriptions: who is told what.
@RestController
@Tag(name = "subscriptions")
public final class SubscriptionController {
  private final Platform platform;

  public SubscriptionController(Platform platform) {
    this.platform = platform;
  }

  private Desks.Subscriptions desk() {
    return platform.services().desks().subscriptions();
  }

  @GetMapping("/api/v1/subscriptions")
  @Operation(summary = "List subscriptions, the oldest first")
  public Page<SubscriptionView> list(
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    return desk().list(Requests.paging(after, limit));
  }

  @PostMapping("/api/v1/subscriptions")
  @Operation(
      summary = "Subscribe somebody",
      description =
          "To one kind of message about one inbox or all. 409 when that address has it already.")
  public ResponseEntity<SubscriptionView> create(@RequestBody SubscriptionForm form) {
    SubscriptionView made = desk().create(form, Callers.name());
    return ResponseEntity.created(URI.create("/api/v1/subscriptions/" + made.id()))
        .eTag(tag(made))
        .body(made);
  }

  @GetMapping("/api/v1/subscriptions/{id}")
  @Operation(summary = "Show a subscription", description = "The ETag is of what it says.")
  public ResponseEntity<SubscriptionView> show(@PathVariable UUID id) {
    SubscriptionView view = desk().get(id);
    return ResponseEntity.ok().eTag(tag(view)).body(view);
  }

  @PutMapping("/api/v1/subscriptions/{id}")
  @Operation(
      summary = "Change a subscription",
      description = "If-Match has the ETag that was seen, or *. 412 when it has changed since.")
  public ResponseEntity<SubscriptionView> change(
      @PathVariable UUID id,
      @RequestBody SubscriptionForm form,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
    SubscriptionView changed = desk().change(seen(id, ifMatch), form, Callers.name());
    return ResponseEntity.ok().eTag(tag(changed)).body(changed);
  }

  @DeleteMapping("/api/v1/subscriptions/{id}")
  @Operation(summary = "End a subscription")
  public ResponseEntity<Void> remove(
      @PathVariable UUID id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
    desk().remove(seen(id, ifMatch), Callers.name());
    return ResponseEntity.noContent().build();
  }

  /// What was seen must be what is there now; what changes between is found by the desk.
  private SubscriptionView seen(UUID id, @Nullable String ifMatch) {
    SubscriptionView now = desk().get(id);
    Optional<String> tag = Requests.ifMatch(ifMatch);
    if (tag.isPresent() && !Requests.tag(tag.get()).equals(tag(now))) {
      throw Requests.changed();
    }
    return now;
  }

  /// It has no revision: two that say the same are the same.
  private static String tag(SubscriptionView view) {
    byte[] said = view.toString().getBytes(StandardCharsets.UTF_8);
    return Requests.tag(UUID.nameUUIDFromBytes(said));
  }
}
