package dev.sage.server.api;

import dev.sage.server.platform.Platform;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// What Prometheus reads.
@RestController
@Tag(name = "metrics")
public final class MetricsController {
  private static final MediaType TEXT =
      MediaType.parseMediaType("text/plain;version=0.0.4;charset=utf-8");

  private final Platform platform;

  public MetricsController(Platform platform) {
    this.platform = platform;
  }

  @GetMapping(path = "/metrics", produces = MediaType.TEXT_PLAIN_VALUE)
  @Operation(summary = "Metrics in the text format of Prometheus")
  public ResponseEntity<String> metrics() {
    return ResponseEntity.ok().contentType(TEXT).body(platform.metrics().scrape());
  }
}
