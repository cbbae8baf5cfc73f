package dev.sage.cli;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The server, as a command sees it.
///
/// @param url without a path and without a `/` at its end
record Remote(HttpClient http, String url, Optional<String> token, Language language) {
  private static final String DEFAULT = "http://127.0.0.1:8080";

  /// The server that `SAGE_URL` names, else the one whose home this is.
  static Remote of(Path home, Map<String, String> environment, Language language) {
    String url =
        Optional.ofNullable(environment.get("SAGE_URL"))
            .or(() -> content(home.resolve("server.url")))
            .orElse(DEFAULT);
    Optional<String> token =
        Optional.ofNullable(environment.get("SAGE_TOKEN"))
            .or(() -> content(home.resolve("admin.token")));
    HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    return new Remote(http, url.strip().replaceAll("/+$", ""), token, language);
  }

  private static Optional<String> content(Path file) {
    try {
      return Files.isReadable(file)
          ? Optional.of(Files.readString(file).strip())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// What came back.
  record Answer(String body, Optional<String> etag) {
    Json json() {
      return body.isBlank() ? new Json(null) : Json.read(body);
    }
  }

  Answer get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  Answer delete(String path, String... headers) {
    return send("DELETE", path, BodyPublishers.noBody(), headers);
  }

  Answer post(String path) {
    return send("POST", path, BodyPublishers.noBody());
  }

  Answer json(String method, String path, Map<String, ?> body, String... headers) {
    return send(
        method,
        path,
        BodyPublishers.ofString(Json.write(body)),
        with(headers, "Content-Type", "application/json"));
  }

  Answer file(String method, String path, Path file, String type, String... headers) {
    try {
      return send(method, path, BodyPublishers.ofFile(file), with(headers, "Content-Type", type));
    } catch (IOException e) {
      throw new SageException(
          ErrorCode.INPUT_NOT_READABLE,
          new Message("No se puede leer: ", "Cannot be read: ").in(language)
              + SafeText.of(file.toString()));
    }
  }

  private static String[] with(String[] headers, String... more) {
    return Stream.concat(Arrays.stream(headers), Arrays.stream(more)).toArray(String[]::new);
  }

  /// One segment of a path, or the value of a parameter.
  static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Answer send(String method, String path, BodyPublisher body, String... headers) {
    HttpRequest.Builder request = request(path).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> response =
          http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() >= 300) {
        throw problem(response);
      }
      return new Answer(response.body(), response.headers().firstValue("ETag"));
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SageException(ErrorCode.CANCELLED, INTERRUPTED.in(language), e);
    }
  }

  private HttpRequest.Builder request(String path) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(url + path))
              .header("Accept-Language", language.name().toLowerCase(Locale.ROOT));
      token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
      return request;
    } catch (IllegalArgumentException e) {
      throw new SageException(
          ErrorCode.USAGE, new Message("SAGE_URL no vale.", "SAGE_URL is not valid.").in(language));
    }
  }

  /// What the server says, as if it had been said here.
  private SageException problem(HttpResponse<String> response) {
    Json json;
    try {
      json = Json.read(response.body());
    } catch (RuntimeException e) {
      json = new Json(null);
    }
    String code = json.get("code").text();
    String detail = json.get("detail").text();
    return new SageException(
        Arrays.stream(ErrorCode.values())
            .filter(known -> known.name().equals(code))
            .findFirst()
            .orElse(ErrorCode.SERVER_UNREACHABLE),
        detail.isEmpty() ? url + ": HTTP " + response.statusCode() : SafeText.of(detail));
  }

  private SageException unreachable(IOException e) {
    return new SageException(
        ErrorCode.SERVER_UNREACHABLE,
        new Message(
                "El servidor no responde en %s. Arránquelo con «sage up», o diga dónde está con SAGE_URL.",
                "The server does not answer at %s. Start it with `sage up`, or say where it is by SAGE_URL.")
            .in(language)
            .formatted(SafeText.of(url, 200)),
        e);
  }

  private static final Message INTERRUPTED = new Message("Interrumpido.", "Interrupted.");
}
