package dev.sage.bench.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Servers behind a balancer: whoever answered last is asked first, and the next one if it does not
/// answer, or answers that it cannot (5xx).
public final class Api {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private final List<URI> servers;
  private final String token;
  private final Duration patience;
  private volatile int first;

  /// @param token empty: a stranger
  /// @param patience with one server
  public Api(List<URI> servers, String token, Duration patience) {
    this.servers = List.copyOf(servers);
    this.token = token;
    this.patience = patience;
  }

  /// What came back.
  ///
  /// @param status 0: nobody answered
  public record Answer(int status, String body) {
    public boolean isGood() {
      return status >= 200 && status < 300;
    }

    public JsonNode json() {
      return JSON.readTree(body);
    }

    /// @throws IllegalStateException when it is not good
    public Answer orThrow() {
      if (!isGood()) {
        throw new IllegalStateException("The server answers %d: %s".formatted(status, body));
      }
      return this;
    }
  }

  public Answer get(String path) throws InterruptedException {
    return send("GET", path, new byte[0]);
  }

  /// With a body of JSON.
  public Answer post(String path, String json) throws InterruptedException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    return send("POST", path, body, "Content-Type", "application/json");
  }

  /// Publishes a contract, whatever was there of that name.
  ///
  /// @throws IllegalStateException when it is not taken
  public void publish(String contract, String yaml) throws InterruptedException {
    byte[] body = yaml.getBytes(StandardCharsets.UTF_8);
    String path = "/api/v1/contracts/" + contract;
    send("PUT", path, body, "If-Match", "*", "Content-Type", "application/yaml").orThrow();
  }

  /// Any request; headers are names and values in turn.
  public Answer send(String method, String path, byte[] body, String... headers)
      throws InterruptedException {
    Answer last = new Answer(0, "");
    int begin = first;
    for (int i = 0; i < servers.size(); i++) {
      int server = (begin + i) % servers.size();
      last = ask(servers.get(server), method, path, body, headers);
      if (last.status() != 0 && last.status() < 500) {
        first = server;
        return last;
      }
    }
    return last;
  }

  private Answer ask(URI server, String method, String path, byte[] body, String... headers)
      throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(patience)
            .method(method, BodyPublishers.ofByteArray(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      return new Answer(0, e.toString());
    }
  }
}
