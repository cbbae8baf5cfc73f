package dev.sage.testing.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sage.testing.lambda.Invocation.Outcome;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/// `POST /2015-03-31/functions/{name}/invocations`
final class InvokeApi implements HttpHandler {
  static final String PATH = "/2015-03-31/functions/";
  private static final int LARGEST_ASYNCHRONOUS = 256 << 10;
  private static final int LARGEST = 6 << 20;

  private final String function;
  private final Events events;
  private final Chance chance;
  private final Supplier<UUID> ids;

  InvokeApi(String function, Events events, Chance chance, Supplier<UUID> ids) {
    this.function = function;
    this.events = events;
    this.chance = chance;
    this.ids = ids;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    byte[] payload = exchange.getRequestBody().readAllBytes();
    String request = ids.get().toString();
    reply(exchange, request, payload).with("x-amzn-RequestId", request).send(exchange);
  }

  private Reply reply(HttpExchange exchange, String request, byte[] payload) {
    String name = name(exchange.getRequestURI().getRawPath());
    boolean asynchronous =
        "Event".equals(exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type"));
    if (!name.equals(function)) {
      return Reply.refusal(404, "ResourceNotFoundException", "Function not found: " + name);
    }
    if (payload.length > (asynchronous ? LARGEST_ASYNCHRONOUS : LARGEST)) {
      return Reply.refusal(413, "RequestTooLargeException", "The payload is too large.");
    }
    Event event = new Event(request, payload, asynchronous);
    if (chance.throttles() || !events.submit(event)) {
      return Reply.refusal(429, "TooManyRequestsException", "Rate Exceeded.");
    }
    return asynchronous
        ? new Reply(202, Reply.json(202, "").headers(), new byte[0])
        : answer(event.answer().join());
  }

  /// Without its alias, and out of its ARN.
  private static String name(String path) {
    String inner = path.substring(PATH.length()).replaceAll("/invocations$", "");
    List<String> parts = List.of(URLDecoder.decode(inner, StandardCharsets.UTF_8).split(":"));
    return parts.size() > 6 ? parts.get(6) : parts.getFirst();
  }

  private static Reply answer(Invocation invocation) {
    Reply reply = Reply.json(200, invocation.response()).with("X-Amz-Executed-Version", "$LATEST");
    return invocation.outcome() == Outcome.SUCCESS
        ? reply
        : reply.with("X-Amz-Function-Error", "Unhandled");
  }
}
