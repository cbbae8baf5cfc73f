package dev.sage.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.testing.JavaServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/// S3Mock as a process of its own.
record S3Mock(JavaServer server) implements AutoCloseable {
  static S3Mock start() {
    return new S3Mock(
        JavaServer.start(port ->
            List.of(
                "-jar",
                JavaServer.programs().resolve("s3mock.jar").toString(),
                "--com.adobe.testing.s3mock.httpPort=" + port,
                "--server.port=" + JavaServer.freePort())));
  }

  /// The URL of a store in a new bucket.
  String bucket(String name) {
    URI endpoint = URI.create("http://127.0.0.1:" + server.port());
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest put =
          HttpRequest.newBuilder(endpoint.resolve("/" + name)).PUT(BodyPublishers.noBody()).build();
      assertThat(http.send(put, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return "s3://%s/servidor?region=us-east-1&path_style=true&endpoint=%s"
        .formatted(name, endpoint);
  }

  @Override
  public void close() {
    server.close();
  }
}
