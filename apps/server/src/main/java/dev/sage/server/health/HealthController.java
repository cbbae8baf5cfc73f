package dev.sage.server.health;

import dev.sage.server.platform.Platform;
import dev.sage.server.problem.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The pages that balancers, people and `sage up` look at.
@RestController
@Tag(name = "health")
public final class HealthController {
  private final Platform platform;

  public HealthController(Platform platform) {
    this.platform = platform;
  }

  @GetMapping("/api/health")
  @Operation(
      summary = "How the server is",
      description = "200 when requests can be served, 503 while it starts or cannot.")
  public ResponseEntity<Health> health(HttpServletRequest request) {
    return answer(examination(request).health());
  }

  @GetMapping("/api/database/health")
  @Operation(summary = "How the database of the metadata is")
  public ResponseEntity<Health> database(HttpServletRequest request) {
    return answer(examination(request).database());
  }

  @GetMapping("/api/services/status")
  @Operation(summary = "Each part of this server")
  public List<Health.ComponentHealth> services(HttpServletRequest request) {
    return examination(request).health().components();
  }

  private HealthExamination examination(HttpServletRequest request) {
    return new HealthExamination(
        platform, Problem.language(request, platform.settings().language()));
  }

  private static ResponseEntity<Health> answer(Health health) {
    boolean serves = health.status().equals(Health.OK) || health.status().equals(Health.DEGRADED);
    return ResponseEntity.status(serves ? 200 : 503)
        .header("Cache-Control", "no-store")
        .body(health);
  }
}
