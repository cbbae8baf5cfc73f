package dev.sage.server.api;

import dev.sage.server.admin.AuditView;
import dev.sage.server.admin.Desks;
import dev.sage.server.admin.Page;
import dev.sage.server.admin.TokenForm;
import dev.sage.server.admin.TokenView;
import dev.sage.server.platform.Platform;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Tokens, and who changed what: for administrators.
@RestController
@Tag(name = "administration")
public final class AdminController {
  private static final int MOST_DAYS = 3650;

  private final Platform platform;

  public AdminController(Platform platform) {
    this.platform = platform;
  }

  private Desks.TokenDesk desk() {
    return platform.services().desks().tokens();
  }

  @GetMapping("/api/v1/tokens")
  @Operation(summary = "List tokens")
  public Page<TokenView> list(
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    return desk().list(Requests.paging(after, limit));
  }

  @PostMapping("/api/v1/tokens")
  @Operation(
      summary = "Make a token",
      description = "This answer alone shows it; only its hash is kept.")
  public ResponseEntity<TokenView> create(@RequestBody TokenForm form) {
    TokenView made = desk().create(form, life(form.days()), Callers.name());
    return ResponseEntity.created(URI.create("/api/v1/tokens/" + made.id())).body(made);
  }

  @PostMapping("/api/v1/tokens/{id}/rotate")
  @Operation(summary = "Replace a token by a new one of the same rights")
  public TokenView rotate(@PathVariable UUID id) {
    return desk().rotate(id, life(Optional.empty()), Callers.name());
  }

  @DeleteMapping("/api/v1/tokens/{id}")
  @Operation(summary = "Make a token invalid")
  public ResponseEntity<Void> revoke(@PathVariable UUID id) {
    desk().revoke(id, Callers.name());
    return ResponseEntity.noContent().build();
  }

  private Duration life(Optional<Integer> days) {
    int wanted = days.orElse(platform.settings().limits().tokenDays());
    if (wanted < 1 || wanted > MOST_DAYS) {
      throw Requests.wrong("days", "1–" + MOST_DAYS);
    }
    return Duration.ofDays(wanted);
  }

  @GetMapping("/api/v1/audit")
  @Operation(summary = "Who changed what, the latest first")
  public Page<AuditView> audit(
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable String object,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    return platform
        .services()
        .desks()
        .audit()
        .list(
            Optional.ofNullable(kind), Optional.ofNullable(object), Requests.paging(after, limit));
  }
}
