package dev.sage.testing.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.testing.lambda.Invocation.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class LocalLambdaIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final FunctionPackage FUNCTION =
      new FunctionPackage(
          "muestra",
          Path.of("").toAbsolutePath(),
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:TieredStopAtLevel=1",
              "-cp",
              Path.of("target", "test-classes").toString(),
              SampleFunction.class.getName()),
          Map.of(),
          LONG,
          512);

  @AutoClose private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void anEventIsAnsweredAndTheEnvironmentUsedAgain() {
    try (LocalLambda lambda = start(1, FUNCTION)) {
      assertThat(invoke(lambda, "RequestResponse", "\"uno\"").body()).isEqualTo("\"uno\"");
      HttpResponse<String> second = invoke(lambda, "RequestResponse", "\"dos\"");

      assertThat(second.statusCode()).isEqualTo(200);
      assertThat(second.headers().firstValue("X-Amz-Function-Error")).isEmpty();
      assertThat(lambda.invocations()).extracting(Invocation::cold).containsExactly(true, false);
      assertThat(lambda.invocations()).allSatisfy(i -> assertThat(i.peakMemory()).isPositive());
      assertThat(lambda.invocations().getFirst().init()).isPositive();
      assertThat(lambda.environments()).isEqualTo(1);
    }
  }

  @Test
  void whatFailsIsTriedTwiceMoreAndThenADeadLetter() {
    try (LocalLambda lambda = start(1, FUNCTION)) {
      assertThat(invoke(lambda, "Event", "\"fail\"").statusCode()).isEqualTo(202);
      assertThat(lambda.awaitQuiet(LONG)).isTrue();

      assertThat(lambda.invocations())
          .extracting(Invocation::outcome)
          .containsExactly(Outcome.ERROR, Outcome.ERROR, Outcome.ERROR);
      assertThat(lambda.invocations()).extracting(Invocation::delivery).containsExactly(1, 2, 3);
      assertThat(lambda.deadLetters()).containsExactly("\"fail\"");
      assertThat(receive(lambda)).contains("\"it failed\"");
    }
  }

  @Test
  void aProcessThatEndsOrTakesTooLongIsReplaced() {
    try (LocalLambda lambda = start(1, FUNCTION.withTimeout(Duration.ofSeconds(2)))) {
      HttpResponse<String> crash = invoke(lambda, "RequestResponse", "\"exit\"");
      HttpResponse<String> late = invoke(lambda, "RequestResponse", "\"stay\"");
      invoke(lambda, "RequestResponse", "\"uno\"");

      assertThat(crash.headers().firstValue("X-Amz-Function-Error")).contains("Unhandled");
      assertThat(crash.body()).contains("Runtime.ExitError");
      assertThat(late.body()).contains("Sandbox.Timedout");
      assertThat(lambda.invocations())
          .extracting(Invocation::outcome)
          .containsExactly(Outcome.CRASH, Outcome.TIMEOUT, Outcome.SUCCESS);
      assertThat(lambda.environments()).isEqualTo(3);
    }
  }

  @Test
  void noMoreEnvironmentsThanAllowedWorkAtOnce() {
    try (LocalLambda lambda = start(2, FUNCTION)) {
      for (int i = 0; i < 3; i++) {
        invoke(lambda, "Event", "\"stay\"");
      }
      assertThat(lambda.awaitBusy(busy -> busy.size() == 2, LONG)).isTrue();

      assertThat(invoke(lambda, "RequestResponse", "\"uno\"").statusCode()).isEqualTo(429);
      assertThat(lambda.environments()).isEqualTo(2);
    }
  }

  @Test
  void faultsComeOnDemand() {
    try (LocalLambda lambda = start(1, FUNCTION)) {
      lambda.throttleNext(1);
      assertThat(invoke(lambda, "Event", "\"uno\"").statusCode()).isEqualTo(429);
      lambda.duplicateNext(1);
      invoke(lambda, "Event", "\"uno\"");
      assertThat(lambda.awaitQuiet(LONG)).isTrue();
      assertThat(lambda.invocations()).extracting(Invocation::delivery).containsExactly(1, 2);

      lambda.crashNext(Duration.ZERO);
      assertThat(invoke(lambda, "RequestResponse", "\"stay\"").body()).contains("ExitError");
    }
  }

  @Test
  void whoIsPausedGoesOnWhenResumed() {
    try (LocalLambda lambda = start(1, FUNCTION)) {
      invoke(lambda, "RequestResponse", "\"uno\"");
      lambda.pauseEnvironment(1);
      invoke(lambda, "Event", "\"dos\"");
      assertThat(lambda.awaitInvocations(all -> all.size() == 2, Duration.ofMillis(300))).isFalse();
      lambda.resumeEnvironment(1);

      assertThat(lambda.awaitQuiet(LONG)).isTrue();
      assertThat(lambda.invocations()).hasSize(2);
    }
  }

  @Test
  void anotherFunctionIsNotThere() {
    try (LocalLambda lambda = start(1, FUNCTION)) {
      HttpResponse<String> response = post(lambda.endpoint().resolve(path("otra")), "Event", "1");
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.headers().firstValue("x-amzn-ErrorType"))
          .contains("ResourceNotFoundException");
    }
  }

  private static LocalLambda start(int concurrency, FunctionPackage function) {
    return LocalLambda.start(
        function, Options.of(concurrency).withRetryDelay(Duration.ofMillis(10)));
  }

  private HttpResponse<String> invoke(LocalLambda lambda, String type, String event) {
    return post(lambda.endpoint().resolve(path("muestra")), type, event);
  }

  private static String path(String function) {
    return "/2015-03-31/functions/" + function + "/invocations";
  }

  private String receive(LocalLambda lambda) {
    return send(HttpRequest.newBuilder(lambda.endpoint())
            .header("X-Amz-Target", "AmazonSQS.ReceiveMessage")
            .POST(BodyPublishers.ofString("{}"))
            .build())
        .body();
  }

  private HttpResponse<String> post(URI uri, String type, String event) {
    return send(
        HttpRequest.newBuilder(uri)
            .header("X-Amz-Invocation-Type", type)
            .POST(BodyPublishers.ofString(event))
            .build());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
