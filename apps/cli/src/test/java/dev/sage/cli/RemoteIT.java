package dev.sage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands for a server, against one that answers what it is told.
final class RemoteIT {
  @TempDir private Path home;
  private HttpServer server;
  private final List<String> asked = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private int status = 200;
  private String answer = "{}";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    Files.writeString(
        home.resolve("server.url"), "http://127.0.0.1:" + server.getAddress().getPort() + "\n");
    Files.writeString(home.resolve("admin.token"), "sage_x\n");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(
        "%s %s %s %s"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                body)
            .strip());
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("ETag", "\"3\"");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private int sage(String... words) {
    return Sage.run(home, stream(out), stream(err), words);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  @Test
  void a_list_is_asked_for_with_the_token_of_the_home_and_printed_as_a_table() {
    answer =
        "{\"items\": [{\"number\": 7, \"state\": \"completada\", \"counts\": {\"read\": 12}}]}";

    assertThat(sage("executions", "list", "--state", "completada", "--lang", "en")).isZero();

    assertThat(asked).containsExactly("GET /api/v1/executions?state=completada Bearer sage_x");
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("number", "read", "completada", "12");
  }

  @Test
  void json_comes_as_it_was_answered() {
    answer = "{\"items\":[]}";

    assertThat(sage("inbox", "list", "--format", "json")).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"items\":[]}\n");
  }

  @Test
  void a_problem_of_the_server_is_said_as_if_it_had_been_said_here() {
    status = 404;
    answer = "{\"code\": \"NOT_FOUND\", \"detail\": \"No existe.\", \"status\": 404}";

    assertThat(sage("executions", "show", "x")).isEqualTo(2);

    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("sage: NOT_FOUND (2010): No existe.\n");
  }

  @Test
  void a_server_that_is_not_there_is_named() {
    server.stop(0);

    assertThat(sage("deliveries")).isEqualTo(3);

    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("SERVER_UNREACHABLE", "http://127.0.0.1:", "sage up");
  }

  @Test
  void an_inbox_is_made_with_its_contract_senders_and_hours() throws IOException {
    Path contract = Files.writeString(home.resolve("ventas.yaml"), "sage_yaml: {}");

    assertThat(
            sage(
                "inbox",
                "add",
                "v",
                "--contract",
                contract.toString(),
                "--sender",
                "norte=n*.csv",
                "--expect",
                "norte=1-5,07:00,America/Lima"))
        .isZero();

    assertThat(asked.getFirst())
        .isEqualTo("PUT /api/v1/contracts/ventas Bearer sage_x sage_yaml: {}");
    assertThat(asked.getLast())
        .isEqualTo(
            "POST /api/v1/inboxes Bearer sage_x {\"name\":\"v\",\"contract\":\"ventas\",\"senders\":[{\"name\":\"norte\",\"pattern\":\"n*.csv\",\"expectation\":{\"days\":[1,2,3,4,5],\"until\":\"07:00\",\"zone\":\"America/Lima\"}}]}");
  }

  @Test
  void a_file_is_sent_and_its_outcome_is_the_status() throws IOException {
    Path file = Files.writeString(home.resolve("v.csv"), "id\n1\n");
    answer = "{\"execution\": \"e1\", \"state\": \"parcial\"}";

    assertThat(sage("inbox", "send", "v", file.toString(), "--wait")).isEqualTo(1);

    assertThat(asked)
        .containsExactly(
            "POST /api/v1/inboxes/v/deliveries?filename=v.csv Bearer sage_x id\n1",
            "GET /api/v1/executions/e1?wait=20s Bearer sage_x");
  }

  @Test
  void an_edit_says_what_it_has_seen() {
    answer =
        "{\"id\": \"1\", \"name\": \"v\", \"contract\": \"c\", \"priority\": 0, \"active\": true}";

    assertThat(sage("inbox", "edit", "v", "--priority", "5")).isZero();

    assertThat(asked.getLast())
        .isEqualTo(
            "PUT /api/v1/inboxes/v Bearer sage_x {\"name\":\"v\",\"contract\":\"c\",\"priority\":5,\"active\":true}");
  }
}
