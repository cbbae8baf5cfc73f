package dev.sage.testing.lambda;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;

/// A function that does as the event says: `"fail"`, `"exit"`, `"stay"`; it answers anything else
/// with itself.
final class SampleFunction {
  private static final String API =
      "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/invocation/";

  private SampleFunction() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (true) {
        HttpResponse<String> event =
            client.send(
                HttpRequest.newBuilder(URI.create(API + "next")).build(), BodyHandlers.ofString());
        String request = event.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
        answer(client, request, event.body());
      }
    }
  }

  private static void answer(HttpClient client, String request, String event)
      throws IOException, InterruptedException {
    if (event.contains("exit")) {
      Runtime.getRuntime().halt(1);
    }
    if (event.contains("stay")) {
      new CountDownLatch(1).await();
    }
    boolean fails = event.contains("fail");
    String body = fails ? "{\"errorMessage\":\"it failed\",\"errorType\":\"X\"}" : event;
    client.send(
        HttpRequest.newBuilder(URI.create(API + request + (fails ? "/error" : "/response")))
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.discarding());
  }
}
