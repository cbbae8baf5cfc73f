package dev.sage.testing.lambda;

import dev.sage.testing.lambda.Invocation.Outcome;
import java.time.Duration;
import java.util.Locale;

/// What Lambda says where a function can say nothing.
final class Errors {
  private Errors() {}

  static String of(Outcome outcome, Event event, Duration timeout) {
    String message =
        outcome == Outcome.TIMEOUT
            ? String.format(
                Locale.ROOT,
                "RequestId: %s Error: Task timed out after %.2f seconds",
                event.request(),
                timeout.toMillis() / 1_000.0)
            : "RequestId: %s Error: Runtime exited with error: signal: killed"
                .formatted(event.request());
    String type = outcome == Outcome.TIMEOUT ? "Sandbox.Timedout" : "Runtime.ExitError";
    return "{\"errorMessage\":\"%s\",\"errorType\":\"%s\"}".formatted(message, type);
  }
}
