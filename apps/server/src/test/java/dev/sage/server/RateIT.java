package dev.sage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class RateIT {
  @TempDir private Path home;

  @Test
  void whoever_asks_too_often_is_told_to_wait() {
    try (RunningServer server =
        Servers.start(
            home,
            Map.of(
                "SAGE_LIMITS_REQUESTS", "5/h",
                "SAGE_LIMITS_ANONYMOUS", "100000/s",
                "SAGE_DAEMON_ENABLED", "false"))) {
      Client admin = Servers.admin(server, home);

      long served =
          IntStream.range(0, 10).filter(i -> admin.get("/api/v1/inboxes").status() == 200).count();

      Client.Answer refused = admin.get("/api/v1/inboxes");
      assertThat(served).isEqualTo(5);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.json().path("code").asString()).isEqualTo("TOO_MANY_REQUESTS");
      assertThat(Integer.parseInt(refused.header("Retry-After").orElse("0"))).isPositive();
      assertThat(admin.stranger().get("/api/health").status()).isEqualTo(200);
    }
  }
}
