package dev.sage.connector.webhook;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.notify.Notification;
import dev.sage.spi.notify.NotificationChannel;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Calls an address with each notification as JSON. Any answer of 2xx has taken it.
///
/// The header `Sage-Signature: t=<seconds>,v1=<hex>` holds the HMAC-SHA256 of `<seconds>.<body>`
/// under the secret that both sides know. Redirections are not followed: they would lead a signed
/// message elsewhere.
public final class WebhookChannel implements NotificationChannel, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final URI url;
  private final Signature signature;
  private final Clock clock;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /// @param secret empty: calls are not signed
  public WebhookChannel(URI url, String secret, Clock clock) {
    this.url = url;
    this.signature = new Signature(secret);
    this.clock = clock;
  }

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public void send(Notification notification) {
    String body = json(notification);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", notification.id().toString())
            .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    signature
        .of(clock.instant(), body)
        .ifPresent(signed -> request.header("Sage-Signature", signed));
    requireTaken(answer(request.build()));
  }

  private HttpResponse<Void> answer(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.discarding());
    } catch (IOException e) {
      throw failed("does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("was not waited for", e);
    }
  }

  private void requireTaken(HttpResponse<Void> answer) {
    if (answer.statusCode() / 100 != 2) {
      throw failed("answers " + answer.statusCode(), null);
    }
  }

  /// Addresses of webhooks often are secrets themselves: only the host is named.
  private SageException failed(String what, @Nullable Exception cause) {
    return new SageException(
        ErrorCode.SERVER_UNREACHABLE,
        "The webhook at %s %s. It is called again later; see notifications.webhook.url."
            .formatted(url.getHost(), what),
        cause);
  }

  private static String json(Notification notification) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("id", notification.id().toString());
      json.writeStringProperty("kind", notification.kind().published());
      json.writeStringProperty("created_at", notification.created().toString());
      json.writeObjectPropertyStart("facts");
      new TreeMap<>(notification.facts()).forEach(json::writeStringProperty);
      json.writeEndObject();
      json.writeEndObject();
    }
    return out.toString();
  }

  @Override
  public void close() {
    client.close();
  }
}
