package dev.sage.testing.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sage.testing.lambda.Invocation.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What environments ask and tell, each under a path of its own:
/// `/environments/{number}/2018-06-01/runtime/…`
final class RuntimeApi implements HttpHandler {
  static final String PATH = "/environments";
  private static final Pattern FORM =
      Pattern.compile(
          PATH
              + "/(?<number>\\d+)/2018-06-01/runtime/(?<what>invocation/next|init/error"
              + "|invocation/(?<request>[^/]+)/(?<end>response|error))");

  private final FunctionPackage function;
  private final Dispatcher dispatcher;
  private final Clock clock;

  RuntimeApi(FunctionPackage function, Dispatcher dispatcher, Clock clock) {
    this.function = function;
    this.dispatcher = dispatcher;
    this.clock = clock;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Matcher matcher = FORM.matcher(exchange.getRequestURI().getPath());
    if (!matcher.matches()) {
      Reply.json(404, "{}").send(exchange);
      return;
    }
    Optional<Environment> environment =
        dispatcher.environment(Integer.parseInt(matcher.group("number")));
    if (environment.isPresent()) {
      reply(environment.get(), matcher, body).send(exchange);
    } else {
      exchange.close();
    }
  }

  private Reply reply(Environment environment, Matcher path, byte[] body) {
    return switch (path.group("what")) {
      case "invocation/next" -> next(environment);
      case "init/error" -> Reply.json(202, "{\"status\":\"OK\"}");
      default -> {
        Outcome outcome = path.group("end").equals("error") ? Outcome.ERROR : Outcome.SUCCESS;
        String text = new String(body, StandardCharsets.UTF_8);
        boolean awaited = dispatcher.answered(environment, path.group("request"), outcome, text);
        yield awaited
            ? Reply.json(202, "{\"status\":\"OK\"}")
            : Reply.json(400, "{\"errorType\":\"InvalidRequestID\"}");
      }
    };
  }

  private Reply next(Environment environment) {
    try {
      return dispatcher
          .next(environment)
          .map(running -> event(running.event()))
          .orElseGet(() -> Reply.json(410, "{}"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reply.json(410, "{}");
    }
  }

  private Reply event(Event event) {
    Instant now = clock.instant();
    Duration timeout = function.timeout();
    return Reply.json(200, event.payload())
        .with("Lambda-Runtime-Aws-Request-Id", event.request())
        .with("Lambda-Runtime-Deadline-Ms", Long.toString(now.plus(timeout).toEpochMilli()))
        .with(
            "Lambda-Runtime-Invoked-Function-Arn",
            "arn:aws:lambda:us-east-1:000000000000:function:" + function.name())
        .with("Lambda-Runtime-Trace-Id", event.traceId(now));
  }
}
