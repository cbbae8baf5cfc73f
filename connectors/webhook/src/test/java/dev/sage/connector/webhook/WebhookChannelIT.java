package dev.sage.connector.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.notify.Notification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A real call to a real server.
class WebhookChannelIT {
  private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
  private static final Notification NOTIFICATION =
      new Notification(
          new UUID(1, 2),
          Notification.Kind.EXECUTION_FAILED,
          Map.of("inbox", "ventas", "file", "a \"b\".csv"),
          NOW);

  private HttpServer server;
  private final List<String> bodies = new ArrayList<>();
  private final List<String> signatures = new ArrayList<>();
  private int answer = 204;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::hear);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void a_notification_is_json_that_is_signed() {
    try (WebhookChannel channel = channel("secreto")) {
      channel.send(NOTIFICATION);
    }

    assertThat(bodies)
        .containsExactly(
            "{\"id\":\"00000000-0000-0001-0000-000000000002\",\"kind\":\"ejecucion_fallida\","
                + "\"created_at\":\"2026-01-05T08:00:00Z\","
                + "\"facts\":{\"file\":\"a \\\"b\\\".csv\",\"inbox\":\"ventas\"}}");
    assertThat(signatures)
        .containsExactly(new Signature("secreto").of(NOW, bodies.getFirst()).orElseThrow())
        .first()
        .asString()
        .startsWith("t=1767600000,v1=");
  }

  @Test
  void without_a_secret_nothing_is_signed() {
    try (WebhookChannel channel = channel("")) {
      channel.send(NOTIFICATION);
    }

    assertThat(signatures).containsExactly("none");
  }

  @Test
  void an_answer_that_is_no_yes_is_a_failure_that_names_the_host_only() {
    for (int bad : new int[] {302, 404, 500}) {
      answer = bad;
      try (WebhookChannel channel = channel("secreto")) {
        assertThatThrownBy(() -> channel.send(NOTIFICATION))
            .isInstanceOfSatisfying(
                SageException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVER_UNREACHABLE))
            .hasMessageContaining("127.0.0.1 answers " + bad)
            .hasMessageNotContaining("clave");
      }
    }
  }

  @Test
  void nobody_there_is_a_failure() {
    server.stop(0);
    try (WebhookChannel channel = channel("secreto")) {
      assertThatThrownBy(() -> channel.send(NOTIFICATION)).isInstanceOf(SageException.class);
    }
  }

  private WebhookChannel channel(String secret) {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/aviso?clave=x");
    return new WebhookChannel(url, secret, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private void hear(HttpExchange exchange) throws IOException {
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    signatures.add(
        exchange.getRequestHeaders().getOrDefault("Sage-Signature", List.of("none")).getFirst());
    exchange.getResponseHeaders().add("Location", "/otro");
    exchange.sendResponseHeaders(answer, -1);
    exchange.close();
  }
}
