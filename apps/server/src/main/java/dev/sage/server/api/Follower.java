package dev.sage.server.api;

import dev.sage.server.admin.ExecutionView;
import dev.sage.server.platform.Services;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Looks at an execution until it has ended, whichever server does it.
record Follower(Services services, UUID id) {
  /// What happens here is seen at once, what happens elsewhere after this.
  private static final Duration LOOK = Duration.ofMillis(500);

  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final Duration ALIVE = Duration.ofSeconds(15);

  ExecutionView untilEnd(ExecutionView seen, Duration atMost) throws InterruptedException {
    ExecutionView now = seen;
    long end = System.nanoTime() + atMost.toNanos();
    while (!now.hasEnded() && System.nanoTime() < end) {
      long beats = services.pulse().beats();
      now = look();
      if (!now.hasEnded()) {
        services.pulse().await(beats, LOOK);
      }
    }
    return now;
  }

  SseEmitter stream(ExecutionView first) {
    SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
    Thread.ofVirtual().name("events-" + id).start(() -> follow(emitter, first));
    return emitter;
  }

  private void follow(SseEmitter emitter, ExecutionView first) {
    try {
      ExecutionView sent = first;
      emitter.send(event("execution", sent));
      long silent = System.nanoTime();
      while (!sent.hasEnded()) {
        services.pulse().await(services.pulse().beats(), LOOK);
        ExecutionView now = look();
        if (!now.equals(sent)) {
          emitter.send(event("execution", now));
          sent = now;
          silent = System.nanoTime();
        } else if (System.nanoTime() - silent > ALIVE.toNanos()) {
          emitter.send(SseEmitter.event().comment("alive"));
          silent = System.nanoTime();
        }
      }
      emitter.send(event("end", sent));
      emitter.complete();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      emitter.complete();
    } catch (IOException | IllegalStateException e) {
      // Whoever listened has gone.
      emitter.complete();
    } catch (SageException e) {
      emitter.completeWithError(e);
    }
  }

  private static SseEmitter.SseEventBuilder event(String name, ExecutionView execution) {
    return SseEmitter.event().name(name).data(execution, MediaType.APPLICATION_JSON);
  }

  private ExecutionView look() {
    return services.desks().executions().get(id).with(services.progress().of(id));
  }
}
