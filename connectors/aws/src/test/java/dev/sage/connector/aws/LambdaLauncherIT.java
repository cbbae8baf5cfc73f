package dev.sage.connector.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sage.connector.aws.LambdaLauncher.Letters;
import dev.sage.connector.aws.LambdaLauncher.Names;
import dev.sage.connector.aws.LambdaLauncher.Patience;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.burst.Launch;
import dev.sage.spi.burst.Launcher;
import dev.sage.testing.aws.Emulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The client of Amazon, against a service that answers as a test says. What a function does with a
/// message is tested with the function.
final class LambdaLauncherIT {
  private static final byte[] MESSAGE = "{\"execution_id\":\"ñ\"}".getBytes(UTF_8);
  private static final int BROKEN = -1;

  private final AtomicLong nanos = new AtomicLong();
  private final List<Long> waits = new ArrayList<>();
  private static final Names NAMES = new Names("procesador", Optional.of("procesador-urgente"));

  private final Deque<Integer> answers = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private final HttpServer server = server();

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void start() {
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    asked.add(
        exchange.getRequestURI().getPath()
            + " "
            + exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type")
            + " "
            + body);
    int status = answers.isEmpty() ? 202 : answers.remove();
    if (status != BROKEN) {
      exchange.getResponseHeaders().set("x-amzn-RequestId", "pedido-1");
      exchange.sendResponseHeaders(status, -1);
    }
    exchange.close();
  }

  private Launch launch(URI endpoint) {
    return launch(endpoint, 0);
  }

  private Launch launch(URI endpoint, int priority) {
    Patience patience =
        new Patience(
            nanos::get,
            () -> 1,
            wait -> {
              waits.add(wait);
              nanos.addAndGet(wait);
            });
    try (Launcher launcher =
        LambdaLauncher.open(Access.to(endpoint), NAMES, Optional.empty(), patience)) {
      return launcher.launch(MESSAGE, priority);
    }
  }

  private Launch launch() {
    return launch(endpoint());
  }

  private URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Test
  void aMessageIsHandedOverAsAnEvent() {
    assertThat(launch()).isEqualTo(new Launch.Taken("pedido-1"));
    assertThat(asked)
        .containsExactly(
            "/2015-03-31/functions/procesador/invocations Event {\"execution_id\":\"ñ\"}");
  }

  @Test
  void whatIsUrgentGoesToTheFunctionThatIsKeptFreeForIt() {
    launch(endpoint(), 1);
    launch(endpoint(), 0);

    assertThat(asked).hasSize(2);
    assertThat(asked.getFirst()).contains("/functions/procesador-urgente/");
    assertThat(asked.getLast()).contains("/functions/procesador/");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void whatPassesIsTriedAgainALittleLaterEachTime(int status) {
    answers.addAll(List.of(status, status, status));

    assertThat(launch()).isInstanceOf(Launch.Taken.class);
    assertThat(waits).containsExactly(200_000_000L, 400_000_000L, 800_000_000L);
  }

  @Test
  void whatDoesNotPassWithinSecondsIsForLater() {
    for (int i = 0; i < 20; i++) {
      answers.add(429);
    }

    assertThat(launch())
        .isInstanceOfSatisfying(
            Launch.Later.class,
            later -> assertThat(later.cause().code()).isEqualTo(ErrorCode.FUNCTION_UNREACHABLE));
    assertThat(nanos.get()).isLessThan(10_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 413})
  void whatIsRefusedIsNotTriedAgain(int status) {
    answers.add(status);

    assertThat(launch())
        .isInstanceOfSatisfying(
            Launch.Refused.class,
            refused -> assertThat(refused.cause()).hasMessageContaining("procesador"));
    assertThat(asked).hasSize(1);
  }

  @Test
  void whereNobodyListensNothingWasTaken() {
    assertThat(launch(Emulator.nowhere())).isInstanceOf(Launch.Later.class);
  }

  @Test
  void ofARequestWhoseAnswerIsLostNobodyKnows() {
    for (int i = 0; i < 5; i++) {
      answers.add(BROKEN);
    }

    assertThat(launch()).isInstanceOf(Launch.Unknown.class);
  }

  @Test
  void withoutAQueueThereAreNoDeadLetters() {
    try (Launcher launcher =
        LambdaLauncher.open(Access.to(Emulator.nowhere()), NAMES, Optional.empty())) {
      assertThat(launcher.deadLetters(10)).isEmpty();
    }
  }

  @Test
  void aQueueThatCannotBeReachedIsTold() {
    AwsAccess nowhere = Access.to(Emulator.nowhere());
    Letters letters = new Letters(URI.create("http://127.0.0.1/cola"), nowhere);
    try (Launcher launcher = LambdaLauncher.open(nowhere, NAMES, Optional.of(letters))) {
      assertThatThrownBy(() -> launcher.deadLetters(10))
          .isInstanceOfSatisfying(
              SageException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.FUNCTION_UNREACHABLE));
    }
  }
}
