package dev.sage.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.server.Client.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/// The whole story over HTTP, with the embedded PostgreSQL.
@Timeout(300)
final class ServerIT {
  private static final String CONTRACT =
      """
      sage_yaml: {name: Ventas, description: Ventas del día, version: "1.0.0", author: SAGE}
      catalogs:
        ventas:
          name: Ventas
          description: Ventas del día
          filename: "*.csv"
          file_format: {type: CSV, delimiter: ",", header: true}
          fields:
            - {name: id, type: entero, required: true}
            - {name: importe, type: decimal}
      packages: {}
      """;

  @TempDir private static Path home;
  private static RunningServer server;
  private static Client admin;

  @BeforeAll
  static void start() {
    server =
        Servers.start(
            home, Map.of("SAGE_LIMITS_REQUESTS", "100000/s", "SAGE_LIMITS_UPLOAD", "1MB"));
    admin = Servers.admin(server, home);
    Answer published =
        admin.send(
            "PUT",
            "/api/v1/contracts/ventas",
            CONTRACT,
            "If-Match",
            "*",
            "Content-Type",
            "application/yaml");
    assertThat(published.status()).as(published.body()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    server.close();
    assertThat(home.resolve("server.url")).doesNotExist();
  }

  private static String inbox(String fields) {
    String name = UUID.randomUUID().toString();
    Answer made =
        admin.send(
            "POST",
            "/api/v1/inboxes",
            "{\"name\": \"%s\", \"contract\": \"ventas\"%s}".formatted(name, fields));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return name;
  }

  private static Answer upload(Client client, String inbox, String text, String... headers) {
    return client.post(
        "/api/v1/inboxes/" + inbox + "/deliveries?filename=v.csv",
        text.getBytes(StandardCharsets.UTF_8),
        headers);
  }

  private static JsonNode ended(String execution) {
    JsonNode[] last = new JsonNode[1];
    Servers.await(() -> {
      last[0] = admin.get("/api/v1/executions/" + execution + "?wait=20s").json();
      return !List.of("pendiente", "procesando").contains(last[0].path("state").asString());
    });
    return last[0];
  }

  @Test
  void health_says_how_each_part_is() {
    JsonNode health = admin.stranger().get("/api/health").json();

    assertThat(health.path("status").asString()).isIn("ok", "degraded");
    assertThat(health.path("components").valueStream().map(c -> c.path("name").asString()))
        .containsExactly("database", "store", "disk", "daemon", "embedded_postgresql");
    assertThat(admin.stranger().get("/api/database/health").status()).isEqualTo(200);
    assertThat(admin.get("/api/services/status").status()).isEqualTo(200);
  }

  @Test
  void the_token_of_the_home_is_its_owners_alone() throws IOException {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(home.resolve("admin.token"))))
        .isEqualTo("rw-------");
  }

  @Test
  void a_delivery_is_uploaded_processed_and_reported() {
    String inbox = inbox("");

    Answer receipt = upload(admin, inbox, "id,importe\n1,2.5\n2,x\n");
    assertThat(receipt.status()).as(receipt.body()).isEqualTo(202);
    String id = receipt.json().path("execution").asString();
    JsonNode execution = ended(id);

    assertThat(execution.path("state").asString()).as(execution.toString()).isEqualTo("rechazada");
    assertThat(execution.path("counts").path("read").asInt()).isEqualTo(2);
    assertThat(execution.path("filename").asString()).isEqualTo("v.csv");
    JsonNode report = admin.get("/api/v1/executions/" + id + "/report").json();
    assertThat(report.path("summary").path("status").asString()).isEqualTo("Fallido");
    assertThat(admin.get("/api/v1/executions/" + id + "/report?format=html").body())
        .contains("<html");
    assertThat(admin.get("/api/v1/executions/" + id + "/log").status()).isEqualTo(200);
    assertThat(
            admin
                .get("/api/v1/executions/" + id + "/files")
                .json()
                .path("items")
                .valueStream()
                .map(f -> f.path("name").asString()))
        .contains("report.json", "rejects/ventas.csv", "input/v.csv");
    assertThat(admin.get("/api/v1/executions/" + id + "/files/rejects/ventas.csv").body())
        .contains("2,x");
    assertThat(admin.get("/api/v1/executions/" + id + "/files/none").status()).isEqualTo(404);
    assertThat(
            admin
                .get("/api/v1/executions?inbox=" + inbox)
                .json()
                .path("items")
                .get(0)
                .path("id")
                .asString())
        .isEqualTo(id);
    assertThat(admin.get("/api/v1/deliveries?inbox=" + inbox).json().path("items").size())
        .isEqualTo(1);
    assertThat(admin.get("/api/v1/statistics?inbox=" + inbox).json().path("days").size())
        .isEqualTo(1);
    assertThat(admin.get("/metrics").body())
        .contains("sage_executions_total{state=\"rechazada\"}", "sage_latency_seconds_bucket")
        .contains("hikaricp_connections", "process_cpu_usage", "disk_free_bytes");
  }

  @Test
  void the_same_content_again_is_a_duplicate() {
    String inbox = inbox("");
    String first = upload(admin, inbox, "id,importe\n1,1\n").json().path("execution").asString();

    Answer second = upload(admin, inbox, "id,importe\n1,1\n");

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json().path("status").asString()).isEqualTo("duplicada");
    assertThat(second.json().path("execution").asString()).isEqualTo(first);
  }

  @Test
  void a_request_with_the_same_key_is_made_once() {
    String inbox = inbox("");
    String text = "id,importe\n7,7\n";

    Answer first = upload(admin, inbox, text, "Idempotency-Key", "k1");
    Answer again = upload(admin, inbox, text, "Idempotency-Key", "k1");
    Answer other = upload(admin, inbox, text + "8,8\n", "Idempotency-Key", "k1");

    assertThat(first.status()).isEqualTo(202);
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Idempotency-Replayed")).contains("true");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.json().path("code").asString()).isEqualTo("CONFLICT");
  }

  @Test
  void a_multipart_form_is_taken_too() {
    String body =
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.csv\"\r\n\r\nid,importe\n3,3\n\r\n--x--\r\n";

    Answer receipt =
        admin.post(
            "/api/v1/inboxes/" + inbox("") + "/deliveries",
            body.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "multipart/form-data; boundary=x");

    assertThat(receipt.status()).as(receipt.body()).isEqualTo(202);
    assertThat(ended(receipt.json().path("execution").asString()).path("filename").asString())
        .isEqualTo("f.csv");
  }

  @Test
  void an_upload_goes_on_where_it_broke_off() {
    String inbox = inbox("");
    byte[] text = "id,importe\n1,1\n2,2\n".getBytes(StandardCharsets.UTF_8);
    Answer begun =
        admin.send(
            "POST",
            "/api/v1/uploads",
            "{\"inbox\": \"%s\", \"filename\": \"u.csv\", \"size\": %d}"
                .formatted(inbox, text.length));
    assertThat(begun.status()).as(begun.body()).isEqualTo(201);
    String place = begun.header("Location").orElseThrow();

    assertThat(part(place, 0, "id,impor").status()).isEqualTo(204);
    Answer head = admin.send("HEAD", place, BodyPublishers.noBody());
    assertThat(head.header("Upload-Offset")).contains("8");
    assertThat(part(place, 0, "id,impor").status()).isEqualTo(409);
    Answer last = part(place, 8, "te\n1,1\n2,2\n");

    assertThat(last.status()).as(last.body()).isEqualTo(202);
    assertThat(ended(last.json().path("execution").asString()).path("state").asString())
        .isEqualTo("completada");
    assertThat(admin.send("HEAD", place, BodyPublishers.noBody()).status()).isEqualTo(404);
  }

  private static Answer part(String place, long offset, String text) {
    return admin.send(
        "PATCH",
        place,
        BodyPublishers.ofString(text),
        "Upload-Offset",
        Long.toString(offset),
        "Content-Type",
        "application/offset+octet-stream");
  }

  @Test
  void an_execution_is_followed_live_to_its_end() throws Exception {
    String id = upload(admin, inbox(""), "id,importe\n1,2\n").json().path("execution").asString();
    HttpResponse<java.io.InputStream> stream =
        admin
            .http()
            .send(
                admin.request("/api/v1/executions/" + id + "/events").build(),
                BodyHandlers.ofInputStream());

    List<String> names = new ArrayList<>();
    String last = "";
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event:")) {
          names.add(line.substring(6).strip());
        } else if (line.startsWith("data:")) {
          last = line.substring(5);
        }
      }
    }
    assertThat(stream.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    assertThat(names).startsWith("execution").endsWith("end");
    assertThat(Client.JSON.readTree(last).path("state").asString()).isEqualTo("completada");
  }

  @Test
  void what_has_ended_is_done_again_and_not_cancelled() {
    String id = upload(admin, inbox(""), "id,importe\n5,5\n").json().path("execution").asString();
    ended(id);

    Answer replay = admin.send("POST", "/api/v1/executions/" + id + "/replay", "");
    assertThat(replay.status()).as(replay.body()).isEqualTo(202);
    JsonNode again = ended(replay.json().path("id").asString());
    assertThat(again.path("state").asString()).as(again.toString()).isEqualTo("completada");
    assertThat(again.path("replays").asString()).isEqualTo(id);
    assertThat(admin.send("POST", "/api/v1/executions/" + id + "/cancel", "").status())
        .isEqualTo(409);
    assertThat(admin.send("POST", "/api/v1/executions/" + id + "/retry", "").status())
        .isEqualTo(409);
  }

  @Test
  void an_edit_says_what_it_has_seen() {
    String name = inbox("");
    String path = "/api/v1/inboxes/" + name;
    String tag = admin.get(path).header("ETag").orElseThrow();
    String body =
        "{\"name\": \"%s\", \"contract\": \"ventas\", \"priority\": 5, \"senders\": [{\"name\": \"norte\", \"pattern\": \"n*.csv\", \"expectation\": {\"days\": [1, 2], \"until\": \"07:00\", \"zone\": \"America/Lima\"}}]}"
            .formatted(name);

    assertThat(admin.send("PUT", path, body).status()).isEqualTo(428);
    Answer changed = admin.send("PUT", path, body, "If-Match", tag);
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(changed.json().path("priority").asInt()).isEqualTo(5);
    assertThat(changed.json().path("senders").get(0).path("expectation").path("zone").asString())
        .isEqualTo("America/Lima");
    assertThat(changed.header("ETag")).isNotEqualTo(java.util.Optional.of(tag));
    Answer late = admin.send("PUT", path, body, "If-Match", tag);
    assertThat(late.status()).isEqualTo(412);
    assertThat(late.json().path("code").asString()).isEqualTo("CONFLICT");
    assertThat(admin.delete(path, "If-Match", "*").status()).isEqualTo(204);
    assertThat(admin.get(path).status()).isEqualTo(404);
    assertThat(admin.get("/api/v1/audit?limit=200").body()).contains("borrar", name);
  }

  @Test
  void a_contract_is_linted_versioned_and_refused_when_it_is_wrong() {
    Answer lint =
        admin.send(
            "POST", "/api/v1/contracts/lint", "sage_yaml: {}", "Content-Type", "application/yaml");
    assertThat(lint.status()).as(lint.body()).isEqualTo(200);
    assertThat(lint.json().path("valid").asBoolean()).isFalse();
    assertThat(lint.json().path("problems").get(0).path("message").asString()).isNotEmpty();

    Answer wrong =
        admin.send(
            "PUT",
            "/api/v1/contracts/malo",
            "sage_yaml: {}",
            "If-Match",
            "*",
            "Content-Type",
            "application/yaml");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.json().path("code").asString()).isEqualTo("CONTRACT_INVALID");

    admin.send(
        "PUT",
        "/api/v1/contracts/dos",
        CONTRACT,
        "If-Match",
        "*",
        "Content-Type",
        "application/yaml");
    Answer second =
        admin.send(
            "PUT",
            "/api/v1/contracts/dos",
            CONTRACT + "# 2\n",
            "If-Match",
            admin.get("/api/v1/contracts/dos").header("ETag").orElseThrow(),
            "Content-Type",
            "application/yaml");
    assertThat(second.json().path("version").asInt()).isEqualTo(2);
    assertThat(admin.get("/api/v1/contracts/dos/versions").json().path("items").size())
        .isEqualTo(2);
    assertThat(admin.get("/api/v1/contracts/dos/yaml?version=1").body()).isEqualTo(CONTRACT);
  }

  @Test
  void a_role_opens_its_doors_and_no_others() {
    String mine = inbox("");
    String other = inbox("");
    Client reader = token("lector", "");
    Client sender = token("emisor", ", \"inbox\": \"" + mine + "\"");
    Client operator = token("operador", "");

    assertThat(admin.stranger().get("/api/v1/inboxes").status()).isEqualTo(401);
    assertThat(admin.with("sage_none").get("/api/v1/inboxes").status()).isEqualTo(401);
    assertThat(reader.get("/api/v1/inboxes").status()).isEqualTo(200);
    assertThat(upload(reader, mine, "id\n1\n").status()).isEqualTo(403);
    assertThat(reader.get("/api/v1/tokens").status()).isEqualTo(403);
    assertThat(operator.get("/api/v1/audit").status()).isEqualTo(403);
    Answer sent = upload(sender, mine, "id,importe\n4,4\n");
    assertThat(sent.status()).as(sent.body()).isEqualTo(202);
    assertThat(
            sender.get("/api/v1/executions/" + sent.json().path("execution").asString()).status())
        .isEqualTo(200);
    assertThat(upload(sender, other, "id,importe\n4,4\n").status()).isEqualTo(404);
    assertThat(sender.get("/api/v1/inboxes").status()).isEqualTo(403);
    String hidden = upload(admin, other, "id,importe\n4,4\n").json().path("execution").asString();
    assertThat(sender.get("/api/v1/executions/" + hidden).status()).isEqualTo(404);
    assertThat(sender.get("/api/v1/executions/" + hidden + "/report").status()).isEqualTo(404);
    assertThat(sender.get("/api/v1/executions").json().path("items").size()).isEqualTo(1);
  }

  private static Client token(String role, String more) {
    return admin.with(issued(role, more).path("token").asString());
  }

  private static JsonNode issued(String role, String more) {
    Answer made =
        admin.send(
            "POST",
            "/api/v1/tokens",
            "{\"name\": \"t\", \"role\": \"%s\"%s}".formatted(role, more));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made.json();
  }

  @Test
  void a_token_is_rotated_and_revoked() {
    JsonNode first = issued("lector", ", \"days\": 3");
    Client before = admin.with(first.path("token").asString());
    assertThat(before.get("/api/v1/inboxes").status()).isEqualTo(200);

    JsonNode second =
        admin.send("POST", "/api/v1/tokens/" + first.path("id").asString() + "/rotate", "").json();
    assertThat(before.get("/api/v1/inboxes").status()).isEqualTo(401);
    Client after = admin.with(second.path("token").asString());
    assertThat(after.get("/api/v1/inboxes").status()).isEqualTo(200);
    assertThat(admin.delete("/api/v1/tokens/" + second.path("id").asString()).status())
        .isEqualTo(204);
    assertThat(after.get("/api/v1/inboxes").status()).isEqualTo(401);
    assertThat(admin.get("/api/v1/tokens?limit=200").body())
        .doesNotContain(first.path("token").asString(), second.path("token").asString());
  }

  @Test
  void every_error_is_a_problem_with_a_code() {
    problem(admin.get("/api/v1/nothing"), 404, "NOT_FOUND");
    problem(admin.get("/api/v1/executions/" + UUID.randomUUID()), 404, "NOT_FOUND");
    problem(admin.get("/api/v1/executions/x"), 400, "USAGE");
    problem(admin.send("PUT", "/api/v1/executions", "{}"), 405, "USAGE");
    problem(
        admin.send("POST", "/api/v1/inboxes", "a=b", "Content-Type", "text/plain"), 415, "USAGE");
    problem(admin.send("POST", "/api/v1/inboxes", "{\"nombre\": 1}"), 400, "USAGE");
    problem(admin.send("POST", "/api/v1/inboxes", "{"), 400, "USAGE");
    problem(
        admin.send("POST", "/api/v1/inboxes", "{\"name\": \"x\", \"contract\": \"none\"}"),
        404,
        "NOT_FOUND");
    problem(admin.get("/api/v1/executions?limit=0"), 400, "USAGE");
    problem(admin.get("/api/v1/executions?state=done"), 400, "USAGE");
    problem(admin.stranger().get("/api/v1/executions"), 401, "NOT_ALLOWED");
    problem(upload(admin, inbox(""), "x".repeat(1_100_000)), 413, "TOO_LARGE");
    problem(
        admin.send("POST", "/api/v1/inboxes", "{\"name\": \"" + "x".repeat(1_100_000) + "\"}"),
        413,
        "TOO_LARGE");
    Answer spanish = admin.get("/api/v1/nothing", "Accept-Language", "es-PE");
    assertThat(spanish.json().path("detail").asString()).contains("No hay nada");
    assertThat(spanish.header("X-Content-Type-Options")).contains("nosniff");
  }

  private static void problem(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("Content-Type").orElse("")).startsWith("application/problem+json");
    assertThat(answer.json().path("code").asString()).isEqualTo(code);
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(answer.json().path("number").asInt()).isPositive();
    assertThat(answer.json().path("detail").asString()).isNotEmpty();
  }

  @Test
  void the_level_of_a_logger_is_set_while_it_runs() {
    Answer set = admin.send("PUT", "/api/v1/loggers/dev.sage.test", "{\"level\": \"debug\"}");
    assertThat(set.status()).as(set.body()).isEqualTo(200);
    assertThat(admin.get("/api/v1/loggers/dev.sage.test").json().path("level").asString())
        .isEqualTo("debug");
    problem(admin.send("PUT", "/api/v1/loggers/x", "{\"level\": \"loud\"}"), 400, "USAGE");
    assertThat(home.resolve("logs/sage.log")).isNotEmptyFile();
  }

  @Test
  void a_file_in_a_watched_folder_is_processed_and_moved() throws IOException {
    Path folder = Files.createDirectories(home.resolve("watched"));
    String name = inbox(", \"folder\": \"" + folder + "\", \"settle\": \"100ms\"");
    Files.writeString(folder.resolve("hoy.csv"), "id,importe\n1,1\n");

    Servers.await(() -> !Files.exists(folder.resolve("hoy.csv")));

    JsonNode execution = admin.get("/api/v1/executions?inbox=" + name).json().path("items").get(0);
    assertThat(execution.path("state").asString()).isEqualTo("completada");
    assertThat(folder.resolve("processed")).isDirectory();
  }

  /// What the code answers and what the document says are the same.
  @Test
  void the_document_has_every_route_and_no_other() {
    JsonNode document = admin.stranger().get("/v3/api-docs").json();
    TreeSet<String> described = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .propertyNames()
                .forEach(method ->
                    described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

    TreeSet<String> routes = new TreeSet<>();
    server
        .context()
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach((route, method) -> {
          if (method.getBeanType().getName().startsWith("dev.sage.")) {
            routes.addAll(routes(route));
          }
        });
    routes.removeIf(route -> route.endsWith(" /error"));
    assertThat(document.path("openapi").asString()).startsWith("3.1");
    assertThat(described).isEqualTo(routes);
    document
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(operation -> {
                  assertThat(operation.getValue().path("summary").asString())
                      .as(path.getKey())
                      .isNotEmpty();
                  assertThat(operation.getValue().path("responses").has("default"))
                      .as(path.getKey())
                      .isTrue();
                }));
    assertThat(
            document
                .path("components")
                .path("schemas")
                .path("ExecutionView")
                .path("properties")
                .has("arrived_at"))
        .isTrue();
  }

  private static List<String> routes(RequestMappingInfo route) {
    return route.getPatternValues().stream()
        .map(pattern -> pattern.replace("{*", "{"))
        .flatMap(pattern ->
            route.getMethodsCondition().getMethods().stream().map(m -> m + " " + pattern))
        .toList();
  }
}
