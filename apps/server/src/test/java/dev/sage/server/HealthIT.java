package dev.sage.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.server.settings.SettingsReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HealthIT {
  @TempDir private Path home;

  @Test
  void it_answers_at_once_and_what_is_not_there_is_a_problem() {
    try (RunningServer server =
        RunningServer.start(
            new SettingsReader(Map.of("SAGE_HOME", home.toString(), "SAGE_HTTP_PORT", "0"))
                .read("", "test"))) {
      Client client = new Client(server.url(), Optional.empty());

      assertThat(client.get("/api/health").status()).isIn(200, 503);
      assertThat(client.get("/v3/api-docs").json().path("openapi").asString()).startsWith("3.1");
    }
  }
}
