package dev.sage.testing.lambda;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What was handed over, until it is done or given up.
final class Event {
  private final String request;
  private final byte[] payload;
  private final boolean asynchronous;
  private final CompletableFuture<Invocation> answer = new CompletableFuture<>();
  private @Nullable String traceId;
  private int deliveries;
  private int failures;

  Event(String request, byte[] payload, boolean asynchronous) {
    this.request = request;
    this.payload = payload;
    this.asynchronous = asynchronous;
  }

  String request() {
    return request;
  }

  byte[] payload() {
    return payload;
  }

  boolean isAsynchronous() {
    return asynchronous;
  }

  /// Of the first invocation that ended; who waits for an answer hears it.
  CompletableFuture<Invocation> answer() {
    return answer;
  }

  synchronized int nextDelivery() {
    return ++deliveries;
  }

  synchronized int nextFailure() {
    return ++failures;
  }

  /// As X-Ray writes it.
  synchronized String traceId(Instant now) {
    if (traceId == null) {
      String hex = request.replace("-", "");
      traceId =
          "Root=1-%08x-%s;Parent=%s;Sampled=1"
              .formatted(now.getEpochSecond(), hex.substring(0, 24), hex.substring(8, 24));
    }
    return traceId;
  }
}
