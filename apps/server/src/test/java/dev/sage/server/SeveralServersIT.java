package dev.sage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Servers over one PostgreSQL, which is given by its URL, and one store.
@Timeout(300)
final class SeveralServersIT {
  @TempDir private static Path root;
  private static Postgres postgres;
  private static int databases;

  @TempDir private Path folder;
  private String database;

  @BeforeAll
  static void start() {
    postgres = Postgres.start(root);
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @BeforeEach
  void prepare(TestInfo test) {
    database = postgres.database("d" + databases++);
    assertThat(database).as(test.getDisplayName()).startsWith("postgresql://");
  }

  private RunningServer server(String name, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("SAGE_METADATA_URL", database);
    settings.put("SAGE_DESTINATIONS_WAREHOUSE", database);
    settings.put("SAGE_STORE_URL", folder.resolve("store").toUri().toString());
    settings.put("SAGE_DAEMON_NAME", name);
    settings.put("SAGE_LIMITS_REQUESTS", "100000/s");
    settings.putAll(more);
    return Servers.start(home(name), settings);
  }

  private Path home(String name) {
    return folder.resolve(name);
  }

  private Sales sales(RunningServer server, String name) {
    return Sales.with(Servers.admin(server, home(name)));
  }

  @Test
  void a_server_keeps_all_it_knows_in_the_postgresql_that_it_is_given() {
    try (RunningServer server = server("uno", Map.of())) {
      Sales sales = sales(server, "uno");

      JsonNode execution = sales.ended(sales.queued(sales.inbox(""), "id,importe\n1,2.5\n2,3\n"));

      assertThat(execution.path("state").asString())
          .as(execution.toString())
          .isEqualTo("completada");
      assertThat(
              sales
                  .admin()
                  .get("/api/health")
                  .json()
                  .path("components")
                  .valueStream()
                  .map(c -> c.path("name").asString()))
          .containsExactly("database", "store", "disk", "daemon");
    }
    assertThat(home("uno").resolve("warehouse")).doesNotExist();
    assertThat(Postgres.query("SELECT id, importe FROM ventas ORDER BY id", database))
        .containsExactly("1|2.500000000", "2|3.000000000");
    assertThat(Postgres.query("SELECT estado FROM ejecuciones_yaml", database))
        .containsExactly("completada");
  }

  @Test
  void two_servers_share_the_work_and_do_each_file_once() throws IOException {
    Path watched = Files.createDirectories(folder.resolve("watched"));
    Map<String, String> one = Map.of("SAGE_DAEMON_LOCAL_EXECUTIONS", "1");
    try (RunningServer first = server("uno", one);
        RunningServer second = server("dos", one)) {
      Sales here = sales(first, "uno");
      Sales there = new Sales(Servers.admin(second, home("dos")));
      String inbox = here.inbox(", \"folder\": \"" + watched + "\", \"settle\": \"100ms\"");
      List<String> queued = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String text = "id,importe\n%d,1\n".formatted(i);
        if (i % 4 == 3) {
          Files.writeString(watched.resolve("f%d.csv".formatted(i)), text);
        } else {
          queued.add((i % 2 == 0 ? here : there).queued(inbox, text));
        }
      }
      assertThat(there.send(inbox, "id,importe\n0,1\n").status()).isEqualTo(200);

      Servers.await(() -> ended(here).size() == 40);

      assertThat(ended(here).stream().map(e -> e.path("state").asString()))
          .containsOnly("completada");
      assertThat(ended(there).stream().map(e -> e.path("id").asString())).containsAll(queued);
      assertThat(ended(here).stream().map(e -> e.path("daemon").asString()).distinct())
          .containsExactlyInAnyOrder("uno", "dos");
    }
    assertThat(Postgres.query("SELECT id FROM ventas ORDER BY id", database))
        .isEqualTo(LongStream.range(0, 40).mapToObj(Long::toString).toList());
  }

  private static List<JsonNode> ended(Sales sales) {
    return sales
        .admin()
        .get("/api/v1/executions?limit=200")
        .json()
        .path("items")
        .valueStream()
        .filter(e -> !e.path("ended_at").asString("").isEmpty())
        .toList();
  }

  /// Nobody else would look at it before the lease of five minutes is over.
  @Test
  void a_server_that_stops_hands_back_what_runs_and_another_finishes_it_at_once() {
    Map<String, String> patient =
        Map.of("SAGE_DAEMON_LOCAL_EXECUTIONS", "1", "SAGE_DAEMON_LEASE", "5m");
    Map<String, RunningServer> servers = new HashMap<>();
    servers.put("uno", server("uno", patient));
    servers.put("dos", server("dos", patient));
    try {
      Sales first = sales(servers.get("uno"), "uno");
      Sales second = new Sales(Servers.admin(servers.get("dos"), home("dos")));
      String id = first.queued(first.inbox(""), large());
      Servers.await(() -> first.execution(id).path("state").asString().equals("procesando"));
      String busy = first.execution(id).path("daemon").asString();
      String other = busy.equals("uno") ? "dos" : "uno";
      long start = System.nanoTime();
      Objects.requireNonNull(servers.remove(busy)).close();

      JsonNode execution = (busy.equals("uno") ? second : first).ended(id);

      assertThat(execution.path("state").asString())
          .as(execution.toString())
          .isEqualTo("completada");
      assertThat(execution.path("attempt").asInt()).isEqualTo(2);
      assertThat(execution.path("daemon").asString()).isEqualTo(other);
      assertThat(System.nanoTime() - start).isLessThan(120_000_000_000L);
    } finally {
      servers.values().forEach(RunningServer::close);
    }
    assertThat(Postgres.query("SELECT count(*), count(DISTINCT id) FROM ventas", database))
        .containsExactly("2000000|2000000");
    assertThat(Postgres.query("SELECT perdidas, fallos FROM ejecuciones_yaml", database))
        .containsExactly("0|0");
  }

  private static String large() {
    StringBuilder text = new StringBuilder("id,importe\n");
    for (int i = 0; i < 2_000_000; i++) {
      text.append(i).append(",1.25\n");
    }
    return text.toString();
  }

  @Test
  void files_go_when_their_time_is_over_and_the_execution_is_still_known() {
    String id;
    try (RunningServer server = server("uno", Map.of())) {
      Sales sales = sales(server, "uno");
      id = sales.queued(sales.inbox(""), "id,importe\n1,2.5\n");
      sales.ended(id);
    }
    try (RunningServer server = server("uno", Map.of("SAGE_RETENTION_EXECUTIONS", "1ms"))) {
      Sales sales = new Sales(Servers.admin(server, home("uno")));

      Servers.await(() -> sales.execution(id).has("files_deleted_at"));

      String path = "/api/v1/executions/" + id;
      Servers.await(() -> sales.admin().get(path + "/report").status() == 404);
      assertThat(sales.admin().get(path + "/files").json().path("items").size()).isZero();
      assertThat(sales.admin().send("POST", path + "/replay", "").status()).isEqualTo(409);
      JsonNode listed = sales.admin().get("/api/v1/executions").json().path("items").get(0);
      assertThat(listed.path("landed").get(0).path("rows").asInt()).isEqualTo(1);
    }
  }
}
