package dev.sage.server.api;

import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.server.admin.Caller;
import dev.sage.server.admin.Desks;
import dev.sage.server.admin.ExecutionView;
import dev.sage.server.admin.Page;
import dev.sage.server.admin.StatisticsView;
import dev.sage.server.platform.Platform;
import dev.sage.server.platform.Services;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Executions: what is done with deliveries, and what came of it.
@RestController
@Tag(name = "executions")
public final class ExecutionController {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final Platform platform;

  public ExecutionController(Platform platform) {
    this.platform = platform;
  }

  private Desks.Executions desk() {
    return platform.services().desks().executions();
  }

  @GetMapping("/api/v1/executions")
  @Operation(summary = "List executions, the latest first")
  public Page<ExecutionView> list(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String inbox,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    if (state != null && ExecutionState.of(state).isEmpty()) {
      throw Requests.wrong(
          "state",
          String.join(
              ", ",
              java.util.Arrays.stream(ExecutionState.values())
                  .map(ExecutionState::published)
                  .toList()));
    }
    Caller caller = Callers.now();
    Optional<UUID> wanted =
        Optional.ofNullable(inbox)
            .map(name -> platform.services().desks().inboxes().get(name).id());
    wanted.ifPresent(Callers::requireInbox);
    return desk()
        .list(
            new Desks.Executions.Filter(
                Optional.ofNullable(state),
                caller.inbox().or(() -> wanted),
                caller.sender(),
                Optional.ofNullable(from),
                Optional.ofNullable(to)),
            Requests.paging(after, limit));
  }

  @GetMapping("/api/v1/executions/{id}")
  @Operation(
      summary = "Show an execution",
      description =
          "With wait=20s the answer comes when it has ended, or after that time (30s at most).")
  public ExecutionView show(
      @PathVariable UUID id, @RequestParam(required = false) @Nullable String wait)
      throws InterruptedException {
    Services services = platform.services();
    return new Follower(services, id).untilEnd(seen(id), wait(wait));
  }

  private static Duration wait(@Nullable String text) {
    if (text == null) {
      return Duration.ZERO;
    }
    if (!text.matches("[0-9]{1,3}s")) {
      throw Requests.wrong("wait", "1s–30s");
    }
    Duration wanted = Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)));
    return wanted.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wanted;
  }

  @GetMapping(path = "/api/v1/executions/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      summary = "Follow an execution live",
      description =
          "Server-sent events: `execution` with the execution whenever it changed, `end` with the last.")
  public SseEmitter events(@PathVariable UUID id) {
    return new Follower(platform.services(), id).stream(seen(id));
  }

  @PostMapping("/api/v1/executions/{id}/cancel")
  @Operation(
      summary = "Stop an execution",
      description = "One that waits at once, one that runs soon.")
  public ResponseEntity<ExecutionView> cancel(@PathVariable UUID id) {
    ExecutionView now = desk().cancel(id, Callers.name());
    platform.services().pulse().beat();
    return ResponseEntity.status(now.hasEnded() ? 200 : 202).body(now);
  }

  @PostMapping("/api/v1/executions/{id}/retry")
  @Operation(summary = "Try an execution again that failed or was cancelled")
  public ExecutionView retry(@PathVariable UUID id) {
    return desk().retry(id, Callers.name());
  }

  @PostMapping("/api/v1/executions/{id}/replay")
  @Operation(
      summary = "Do the delivery of an execution again",
      description = "A new execution with the current version of the inbox's contract.")
  public ResponseEntity<ExecutionView> replay(@PathVariable UUID id) {
    ExecutionView made = desk().replay(id, Callers.name());
    return ResponseEntity.status(202)
        .header("Location", "/api/v1/executions/" + made.id())
        .body(made);
  }

  @GetMapping("/api/v1/statistics")
  @Operation(
      summary = "Executions, rows and times of days",
      description = "The last 7 days in UTC, or others.")
  public StatisticsView statistics(
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to,
      @RequestParam(required = false) @Nullable String inbox) {
    Services services = platform.services();
    Days days = Days.of(from, to, platform.clock().instant());
    Optional<UUID> only =
        Optional.ofNullable(inbox).map(name -> services.desks().inboxes().get(name).id());
    return services.desks().statistics().of(days.first(), days.last(), only);
  }

  private ExecutionView seen(UUID id) {
    ExecutionView execution = desk().get(id);
    Callers.requireInbox(execution.inboxId());
    return execution.with(platform.services().progress().of(id));
  }
}
