package dev.sage.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;

/// What Lambda says about an invocation.
///
/// @param request the same for every retry
/// @param left until Lambda kills the environment
/// @param xray the header of X-Ray; empty: none
record Call(String request, Duration left, String xray) {
  /// Where the runtime interface client keeps the header.
  private static final String HEADER = "com.amazonaws.xray.traceHeader";

  static Call of(Context context) {
    String inEnvironment = System.getenv().getOrDefault("_X_AMZN_TRACE_ID", "");
    return new Call(
        context.getAwsRequestId(),
        Duration.ofMillis(context.getRemainingTimeInMillis()),
        System.getProperty(HEADER, inEnvironment));
  }
}
