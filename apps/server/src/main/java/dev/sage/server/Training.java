package dev.sage.server;

import dev.sage.server.platform.Home;
import dev.sage.server.settings.Settings;
import dev.sage.server.settings.SettingsReader;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Walks through a start of the server, so that the JVM can keep in a cache what was loaded. Nobody
/// looks at the outcome.
final class Training {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Training() {}

  static void run(Path folder) {
    Settings settings =
        new SettingsReader(
                Map.of("SAGE_HOME", folder.resolve("home").toString(), "SAGE_HTTP_PORT", "0"))
            .read("", "training");
    try (RunningServer server = RunningServer.start(settings);
        HttpClient http = HttpClient.newHttpClient()) {
      awaitHealth(server, http);
      String token = Home.read(settings.home().resolve("admin.token")).orElse("");
      for (String path :
          new String[] {"inboxes", "executions", "contracts", "deliveries", "statistics", "none"}) {
        get(http, server.url() + "/api/v1/" + path, token);
      }
    } catch (IOException e) {
      throw new SageException(ErrorCode.INTERNAL, "The training failed.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitHealth(RunningServer server, HttpClient http)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    CountDownLatch never = new CountDownLatch(1);
    while (get(http, server.url() + "/api/health", "") != 200 && System.nanoTime() < end) {
      boolean ended = never.await(100, TimeUnit.MILLISECONDS);
      if (ended) {
        return;
      }
    }
  }

  private static int get(HttpClient http, String url, String token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), BodyHandlers.ofString()).statusCode();
  }
}
