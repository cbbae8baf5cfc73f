package dev.sage.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.testing.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What the server stands on goes away and comes back; nobody restarts anything.
@Timeout(300)
final class HealthIT {
  @TempDir private static Path root;
  private static Postgres postgres;
  private static Wire wire;
  private static RunningServer server;
  private static Sales sales;
  private static String inbox;

  @BeforeAll
  static void start() throws IOException {
    postgres = Postgres.start(root.resolve("postgres"));
    String database = postgres.database("meta");
    wire = Wire.to(database);
    server =
        Servers.start(
            root.resolve("home"),
            Map.of(
                "SAGE_METADATA_URL",
                wire.url(database) + "?connect_timeout=3",
                "SAGE_DESTINATIONS_WAREHOUSE",
                database,
                "SAGE_STORE_URL",
                root.resolve("store").toUri().toString(),
                "SAGE_LIMITS_ANONYMOUS",
                "100000/s",
                "SAGE_LIMITS_REQUESTS",
                "100000/s"));
    sales = Sales.with(Servers.admin(server, root.resolve("home")));
    inbox = sales.inbox("");
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    wire.close();
    postgres.close();
  }

  private static Client.Answer health() {
    return sales.admin().stranger().get("/api/health");
  }

  private static JsonNode component(String name) {
    return health()
        .json()
        .path("components")
        .valueStream()
        .filter(c -> c.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String status(String name) {
    return component(name).path("status").asString();
  }

  private static void assertThatItWorks(int row) {
    Servers.await(() ->
        status("database").equals("ok")
            && status("store").equals("ok")
            && status("daemon").equals("ok"));
    String text = "id,importe\n%d,1\n".formatted(row);
    assertThat(sales.ended(sales.queued(inbox, text)).path("state").asString())
        .isEqualTo("completada");
  }

  @Test
  void a_database_that_stops_and_starts() {
    postgres.stop();

    Servers.await(() -> health().status() == 503);
    assertThat(health().json().path("status").asString()).isEqualTo("down");
    assertThat(component("database").path("advice").asString()).contains("metadata.url");
    assertThat(sales.admin().stranger().get("/api/database/health").status()).isEqualTo(503);
    Client.Answer refused = sales.admin().get("/api/v1/inboxes");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.json().path("code").asString()).isEqualTo("METADATA_UNREACHABLE");
    Servers.await(() -> status("daemon").equals("degraded"));

    postgres.start();
    assertThatItWorks(1);
  }

  @Test
  void a_network_that_swallows_everything() {
    wire.hold();

    Servers.await(() -> health().status() == 503);
    assertThat(status("database")).isEqualTo("down");

    wire.letGo();
    assertThatItWorks(2);
  }

  @Test
  void a_store_that_is_not_there() throws IOException {
    Path away = Files.move(root.resolve("store"), root.resolve("away"));

    Servers.await(() -> status("store").equals("down"));
    assertThat(health().status()).isEqualTo(200);
    assertThat(health().json().path("status").asString()).isEqualTo("degraded");
    assertThat(component("store").path("advice").asString()).contains("store.url");
    assertThat(sales.send(inbox, "id,importe\n7,1\n").status()).isGreaterThanOrEqualTo(500);

    Files.move(away, root.resolve("store"));
    assertThatItWorks(3);
  }

  @Test
  void a_disk_that_is_not_there() throws IOException {
    Path away = Files.move(root.resolve("home"), root.resolve("elsewhere"));

    Servers.await(() -> status("disk").equals("down"));

    Files.move(away, root.resolve("home"));
    assertThat(status("disk")).isNotEqualTo("down");
    assertThatItWorks(4);
  }
}
